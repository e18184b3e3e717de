// A forwarding collector killed a few times; twenty times in the full run.
import { test } from "vitest";
import { expectWhole } from "./expect-whole.ts";
import { killForwarder } from "./kill-forwarder.ts";

test("nothing is missing after three kills, and doubled is only what was counted", { timeout: 180_000 }, async () => {
  expectWhole(await killForwarder(3, 11));
});
