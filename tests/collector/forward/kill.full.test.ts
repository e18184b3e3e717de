// A forwarding collector killed twenty times at random, while its targets fail at random.
import { test } from "vitest";
import { expectWhole } from "./expect-whole.ts";
import { killForwarder } from "./kill-forwarder.ts";

test("nothing is missing after twenty kills, and doubled is only what was counted", { timeout: 600_000 }, async () => {
  expectWhole(await killForwarder(20, 7));
});
