// Ends without a word: a page's process or the whole browser is gone, and what was kept is there when the visitor returns.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { findRenderer } from "../harness/break-page.ts";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { flush } from "../harness/in-page.ts";
import { withoutLater } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";

interface Page {
  readonly waymark: { track(name: string, data: object): Promise<string> };
}

/** A page beside the one that ends, in the same profile; returns the doomed one. */
const openDoomed = async (lab: Lab): Promise<Tab> => {
  await lab.driver().open(`${lab.origin}/without`);
  const doomed = await lab.driver().openTab();
  await doomed.open(lab.origin);
  return doomed;
};

const untilGone = (pid: number) =>
  eventually("the page's process is gone", () => !existsSync(`/proc/${pid}`), { timeout: 30_000 });

const expectOneVisitor = (entries: readonly { readonly visitor?: string }[]) =>
  expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);

describeScenario(3, (engine) => {
  test("whatever was resolved as kept before the process is killed arrives", async () => {
    const lab = await openLab(engine, { before: [withoutLater] });
    const doomed = await openDoomed(lab);
    const pid = await findRenderer(doomed);
    const all = lab.invent(1000);
    const heard = () =>
      lab.relay.arrivals.flatMap(({ url }) => [...new URL(url, lab.relay.url).searchParams]) as [string, string][];
    let isKilled = false;
    lab.relay.set(({ url }) => {
      if (!isKilled && heard().length >= 30) isKilled = process.kill(pid, "SIGKILL");
      return url.startsWith("/heard") ? { status: 204 } : "hang";
    });
    // The page itself tells what it hears, while it goes on tracking: nobody knows in what the kill will come.
    await doomed.evaluate(
      (url, those) => {
        const { track } = (window as never as Page).waymark;
        const next = async (i: number) => {
          const one = those[i];
          if (!one) return;
          const heard = track(one.name, one.data).then((level) =>
            fetch(`${url}/heard?${one.name}=${level}`, { method: "POST" }),
          );
          // Never so far ahead of whoever kills it that it could be done before.
          if (i % 20 === 19) await heard;
          setTimeout(next, 0, i + 1);
        };
        setTimeout(next, 0, 0);
      },
      lab.relay.url,
      all,
    );
    await untilGone(pid);
    for (const [name, level] of heard()) {
      const one = lab.told.get(name);
      if (one) lab.heard([one], [level]);
    }
    const { told } = await expectWhole(lab);
    expect(told.length).toBeGreaterThanOrEqual(30);
    expect(told.length, "the page was killed in the midst of it").toBeLessThan(all.length);
  });

  test("what is told is kept even if the page's thread never runs on", async () => {
    const lab = await openLab(engine, { before: [withoutLater] });
    const doomed = await openDoomed(lab);
    // By now the database is open, so that the write begins in the task that tells.
    await lab.track(doomed, 1);
    const pid = await findRenderer(doomed);
    lab.relay.set(({ url }) => {
      if (url === "/now") process.kill(pid, "SIGKILL");
      return "hang";
    });
    const last = lab.invent(5);
    await doomed.evaluate(
      (url, those) => {
        const { track } = (window as never as Page).waymark;
        const tellAndBlock = () => {
          for (const { name, data } of those) track(name, data);
          // In the next task, so that only the rest of this one is left to write them.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            const request = new XMLHttpRequest();
            request.open("POST", url, false);
            request.send("");
          };
          port2.postMessage("");
        };
        setTimeout(tellAndBlock);
      },
      `${lab.relay.url}/now`,
      last,
    );
    await untilGone(pid);
    const { told } = await expectWhole(lab);
    expect(told).toHaveLength(6);
  });
});

describeScenario(4, () => {
  const crashes: { readonly [name: string]: (tab: Tab) => Promise<unknown> } = {
    "chrome://crash": (tab) => tab.open("chrome://crash"),
    "Page.crash": async (tab) => (await pageOf(tab).createCDPSession()).send("Page.crash"),
  };
  for (const [name, crash] of Object.entries(crashes)) {
    for (const fate of ["hang", "store-hang"] as const) {
      test(`${name} while a request hangs that was ${fate === "hang" ? "not " : ""}stored`, async () => {
        const lab = await openLab("chromium", { before: [withoutLater] });
        const doomed = await openDoomed(lab);
        lab.relay.set(() => fate);
        await lab.track(doomed, 20);
        const hasArrived = () => lab.relay.arrivals.some(({ ids }) => ids.length >= 20);
        await eventually("the request is under way", hasArrived);
        if (fate === "store-hang") await eventually("it is stored", () => lab.relay.acknowledged.size >= 20);
        const gone = new Promise((resolve) => pageOf(doomed).once("error", resolve));
        crash(doomed).catch(() => {}); // nobody is there to answer
        await gone;
        const { told, entries } = await expectWhole(lab);
        expect(told).toHaveLength(20);
        expectOneVisitor(entries);
        const sent = lab.relay.arrivals.filter(({ ids }) => ids.includes(`${told[0]?.id}`));
        expect(sent.length).toBeGreaterThan(1);
      });
    }
  }
});

describeScenario(5, (engine) => {
  test("all that was kept is sent by the next browser on the profile, for the same visitor", async () => {
    const lab = await openLab(engine, { before: [withoutLater] });
    lab.relay.set(() => "cut");
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 50, { isApart: true });
    await lab.reopen();
    const { told, entries } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(50);
    expectOneVisitor(entries);
  });

  test("what was stored and not acknowledged before is not counted again", async () => {
    const lab = await openLab(engine, { before: [withoutLater] });
    lab.relay.set(() => "store-hang");
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 20);
    flush(lab.driver()).catch(() => {}); // it will not hear the end of it
    await eventually("it is stored", () => lab.relay.acknowledged.size >= 20);
    await lab.track(lab.driver(), 5);
    await lab.reopen();
    const { told, entries } = await expectWhole(lab);
    expect(told).toHaveLength(25);
    expectOneVisitor(entries);
    expect(lab.relay.arrivals.filter(({ ids }) => ids.includes(`${told[0]?.id}`)).length).toBeGreaterThan(1);
  });
});
