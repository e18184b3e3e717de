// The delivery report that the collector's page shows: counted by a collector of the entries that the page tells of.
import type { DeliveryReport } from "@waymark/protocol";
import { expect, test } from "vitest";
import { openDelivery, toGap, toLines } from "../collector/delivery/fixtures.ts";
import { blocksIn } from "./read-documents.ts";

test("the report is what the collector answers", async () => {
  const [, block] = blocksIn("json").find(([, { text }]) => /"days"/.test(text)) ?? [];
  const shown: DeliveryReport = JSON.parse(`${block?.text}`);
  const delivery = await openDelivery();
  await delivery.add([...toLines([1, 2]), ...toLines([5], { level: "memory" })]);
  await delivery.add([toGap({ a: "3" }, { name: "disk-full" })]);
  expect(await delivery.read("site=shop")).toEqual(shown);
});
