// What a collector says of a batch: too large, wrong somewhere, wrong in a part, or well and not to be stored.
import type { Batch, Refusal } from "@waymark/protocol";
import { expect, test } from "vitest";
import { type Answer, type Arrival, namesOf } from "../harness/arrival.ts";
import type { Engine } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave, loadIdle } from "../harness/in-page.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";

/** A site in a hurry whose page has sent all that it tells by itself on loading. */
const openSite = async (engine: Engine, before: readonly string[] = []): Promise<Lab> => {
  const lab = await openLab(engine, { before: [hurry(20), ...before] });
  await lab.driver().open(lab.origin);
  await loadIdle(lab.driver());
  await flush(lab.driver());
  return lab;
};

/** Waits until so many of what the test told are stored. */
const areStored = (lab: Lab, count: number): Promise<boolean> =>
  eventually(`${count} are stored`, () => namesStored(lab).size >= count, { timeout: 60_000 });

/** Of what the test told, the names that the collector has acknowledged. */
const namesStored = ({ relay: { arrivals, acknowledged } }: Lab): ReadonlySet<string> => {
  const entries = arrivals.flatMap(({ batch }) => batch?.entries ?? []);
  return new Set(entries.filter(({ id, type }) => type === "custom" && acknowledged.has(id)).map(({ name }) => name));
};

/** Bytes of an arrival before compression, as the collector counts them. */
const bytesOf = ({ batch }: Arrival): number => Buffer.byteLength(JSON.stringify(batch));

/** A collector that answers what the test wants, and lets the real one store what it takes. */
const createStandIn = ({ collector }: Lab) => {
  const storing: Promise<Response>[] = [];
  return {
    toReply({ batch }: Arrival, refused: readonly Refusal[], headers: Answer["headers"] = {}): Answer {
      const { entries, ...head } = batch as Batch;
      const taken = entries.filter(({ id }) => refused.every((each) => each.id !== id));
      storing.push(
        fetch(`${collector.url}/ingest`, { method: "POST", body: JSON.stringify({ ...head, entries: taken }) }),
      );
      return {
        status: 200,
        headers,
        body: { batch: head.batch, accepted: taken.length, refused, serverTime: Date.now() },
      };
    },
    isStored: async () => {
      for (const response of await Promise.all(storing)) expect(response.status).toBe(200);
    },
  };
};

describeScenario(12, (engine) => {
  const MOST = 8 * 1024;
  const openNarrow = async () => {
    const lab = await openSite(engine);
    lab.relay.set((arrival) => (bytesOf(arrival) > MOST ? { status: 413 } : "through"));
    return lab;
  };

  test("batches become small enough, and the next page begins with what was taken", async () => {
    const lab = await openNarrow();
    await lab.track(lab.driver(), 12, { size: 1800 });
    await areStored(lab, 12);
    const refused = lab.relay.arrivals.filter((each) => bytesOf(each) > MOST);
    expect(refused.length, "something was too large").toBeGreaterThan(0);
    expect(refused.length, "halving finds a size soon").toBeLessThanOrEqual(4);
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    const known = lab.relay.arrivals.length;
    await lab.track(lab.driver(), 12, { size: 1800 });
    await areStored(lab, 24);
    const largest = Math.max(...lab.relay.arrivals.slice(known).map(bytesOf));
    expect(largest, "nothing like the first is tried again").toBeLessThan(MOST * 1.25);
    expect((await expectWhole(lab)).told).toHaveLength(24);
  });

  test("a page that goes away sends no more than was taken before", async () => {
    const lab = await openNarrow();
    await lab.track(lab.driver(), 12, { size: 1800 });
    await areStored(lab, 12);
    const known = lab.relay.arrivals.length;
    await lab.track(lab.driver(), 12, { size: 1800 });
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    await areStored(lab, 24);
    const largest = Math.max(...lab.relay.arrivals.slice(known).map(bytesOf));
    expect(largest).toBeLessThan(MOST * 1.25);
    expect((await expectWhole(lab)).told).toHaveLength(24);
  });

  test("what is too large by itself is set apart, and holds up nothing", async () => {
    const lab = await openNarrow();
    await lab.track(lab.driver(), 3);
    await lab.track(lab.driver(), 1, { size: 7900 });
    await lab.track(lab.driver(), 3);
    await areStored(lab, 6);
    const { told, quarantined } = await expectWhole(lab);
    expect(told).toHaveLength(6);
    expect(quarantined.map(({ name }) => name)).toEqual(["told-4"]);
  });
});

describeScenario(13, (engine) => {
  test("one entry that spoils every batch is found by halves and set apart", async () => {
    const lab = await openSite(engine);
    const poison = "told-21";
    lab.relay.set((arrival) => (namesOf(arrival).includes(poison) ? { status: 400, body: "Bad Request" } : "through"));
    await lab.track(lab.driver(), 50);
    await areStored(lab, 49);
    await flush(lab.driver());
    const isSpoilt = (each: Arrival) => namesOf(each).includes(poison);
    const { arrivals } = lab.relay;
    const search = arrivals.slice(arrivals.findIndex(isSpoilt), arrivals.findLastIndex(isSpoilt) + 1);
    const among = search[0]?.ids.length ?? 0;
    expect(among).toBeGreaterThanOrEqual(50);
    expect(search.length).toBeLessThanOrEqual(2 * Math.log2(among) + 2);
    const { told, quarantined } = await expectWhole(lab);
    expect(told).toHaveLength(49);
    expect(quarantined.map(({ name }) => name)).toEqual([poison]);
  });
});

describeScenario(14, (engine) => {
  test("what the collector refuses by name is set apart, and the rest of its batch counts", async () => {
    const lab = await openSite(engine);
    const those = lab.invent(10);
    const levels = await lab.driver().evaluate((all) => {
      const { waymark } = window as never as { waymark: { track(name: string, data: object): Promise<string> } };
      const { now } = Date;
      return Promise.all(
        all.map(({ name, data }, i) => {
          // No entry was made before 1970.
          if (i === 3 || i === 7) Date.now = () => -1;
          const kept = waymark.track(name, data);
          Date.now = now;
          return kept;
        }),
      );
    }, those);
    lab.heard(those, levels);
    await areStored(lab, 8);
    const { told, quarantined } = await expectWhole(lab);
    expect(told).toHaveLength(8);
    expect(quarantined.map(({ name }) => name)).toEqual([those[3]?.name, those[7]?.name]);
  });

  test("what it refuses for now is sent again", async () => {
    const lab = await openSite(engine);
    const later = "told-4";
    const { toReply, isStored } = createStandIn(lab);
    lab.relay.set((arrival) => {
      const refused = arrival.batch?.entries.find(({ name }) => name === later);
      return refused ? toReply(arrival, [{ id: refused.id, reason: "busy", retry: true }]) : "through";
    });
    await lab.track(lab.driver(), 10);
    const tries = () => lab.relay.arrivals.filter((each) => namesOf(each).includes(later));
    await eventually("it is sent again", () => tries().length > 2, { timeout: 60_000 });
    await isStored();
    // The others were taken by the first receipt.
    for (const each of tries().slice(1)) expect(namesOf(each)).toEqual([later]);
    const { told, quarantined } = await expectWhole(lab);
    expect(told).toHaveLength(10);
    expect(quarantined).toEqual([]);
  });
});

/** Counts what the page fetches, and what of that may outlive it. */
const noteFetches = toScript(() => {
  const scope = window as { fetch: typeof fetch; fetches?: { keepalive: boolean; isOk: boolean }[] };
  const { fetch } = window;
  scope.fetches = [];
  scope.fetch = async (url, init) => {
    const one = { keepalive: !!init?.keepalive, isOk: false };
    scope.fetches?.push(one);
    // Without the time limit, which in a hurry gives the budget back by itself.
    const reply = await fetch(url, { ...init, signal: null });
    one.isOk = reply.ok;
    return reply;
  };
});

describeScenario(33, (engine) => {
  test("replies are read to their end, so that the browser gives the budget of keepalive back", async () => {
    const lab = await openSite(engine, [noteFetches]);
    const { toReply, isStored } = createStandIn(lab);
    lab.relay.set((arrival) => toReply(arrival, [], { "Cache-Control": "no-store" }));
    for (let round = 0; round < 50; round++) {
      await lab.track(lab.driver(), 1, { size: 4000 });
      await flush(lab.driver());
    }
    await isStored();
    const fetches = await lab.driver().evaluate(() => (window as { fetches?: object[] }).fetches ?? []);
    expect(fetches.length).toBeGreaterThanOrEqual(50);
    expect(fetches).toEqual(fetches.map(() => ({ keepalive: true, isOk: true })));
    expect((await expectWhole(lab)).told).toHaveLength(50);
  });
});
