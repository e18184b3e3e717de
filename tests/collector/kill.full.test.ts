import { test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

test("20 times kill -9 under load: nothing acknowledged is missing, nothing is doubled", { timeout: 600_000 }, () =>
  killUnderLoad(20),
);
