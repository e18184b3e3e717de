// What a sender does while the part that knows odd answers is not loaded yet: nothing is lost, and nobody is hammered.
import { describe, expect, test, vi } from "vitest";
import { createFakeClock, createFakeStore, makeEntry } from "../fixtures.ts";
import { accept, type Collector, openSender, reply, skippingWaits } from "./sender-fixture.ts";

const skipWaitsOf = skippingWaits();
const entries = (count: number) => Array.from({ length: count }, () => makeEntry());

describe("until what judges is loaded", () => {
  const refusing: Collector = ({ batch, entries: [first] }) =>
    reply(200, { batch, refused: [{ id: first?.id, reason: "no", retry: false }] });
  test.each<[string, Collector]>([
    ["400", () => reply(400)],
    ["413", () => reply(413)],
    ["410 with the operator's word", () => reply(410, { stop: true })],
    ["403", () => reply(403)],
    ["a captive portal", () => new Response("<html>")],
    ["a receipt that refuses", refusing],
  ])("%s: all is kept, and the next try backs off; then it is judged", async (_, collector) => {
    const clock = createFakeClock();
    const store = createFakeStore();
    skipWaitsOf(clock);
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const early = openSender(collector, { clock, store, isIdle: false });
    await early.add(entries(3));
    expect(await early.sender.sendAll()).toBe(300);
    expect([early.queued().length, early.quarantined().length, early.arrivals.length]).toEqual([3, 0, 1]);
    clock.forward(300);
    const later = openSender(accept, { clock, store });
    await later.sendUntilEmpty(9);
    expect([later.queued(), later.arrivals.length]).toEqual([[], 1]);
  });

  test("a receipt that takes all is all it needs", async () => {
    const clock = createFakeClock();
    skipWaitsOf(clock);
    const { sender, add, queued } = openSender(accept, { clock, isIdle: false });
    await add(entries(3));
    await sender.sendAll();
    expect(queued()).toEqual([]);
  });
});
