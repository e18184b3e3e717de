import { test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

test("kill -9 under load: nothing acknowledged is missing, nothing is doubled", { timeout: 120_000 }, () =>
  killUnderLoad(6),
);

test(
  "told to stop under load it ends by itself: nothing acknowledged is missing, nothing is doubled",
  {
    timeout: 120_000,
  },
  () => killUnderLoad(3, "SIGTERM"),
);
