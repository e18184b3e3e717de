// What people write into surveys, sent as it was written by whoever is not our page: masked before it is on the disk.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { answer, batch, makeFolder, readAll, send, start } from "./fixtures.ts";
import { readBytes } from "./read-bytes.ts";

const CARDS = ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"];
const EMAIL = "jane.doe@shop.example";
const IBAN = "DE89 3704 0044 0532 0130 00";
const ORDERS = ["1234567890123456", "A-20241188", "00340434161094042557"];
const WRITTEN = [...CARDS, EMAIL, IBAN, ...ORDERS].join(", ");
const MASKED = `[card], [card], [card], [email], [iban], ${ORDERS.join(", ")}`;

test("no card, address or IBAN is in any byte that the collector writes; order numbers are", async () => {
  const data = await makeFolder();
  const { url, stop } = await start({ data });
  const values = [
    ["text", WRITTEN],
    ["choice", WRITTEN],
    ["choices", ["Delivery cost", WRITTEN]],
    ["choices", [WRITTEN, "Delivery cost"]],
  ] as const;
  await send(url, batch(values.map(([type, value], index) => answer({ type, seq: index + 1 }, { value }))));
  const { entries } = await readAll(url);
  expect(entries.map((entry) => (entry.data as { value: unknown }).value)).toEqual([
    MASKED,
    MASKED,
    ["Delivery cost", MASKED],
    [MASKED, "Delivery cost"],
  ]);
  await stop();
  const files = await readBytes(data);
  for (const kind of [/\.duckdb/, /journal/]) {
    const bytes = [...files].flatMap(([path, each]) => (kind.test(path) ? each : [])).join("");
    expect(ORDERS.filter((order) => !bytes.includes(order))).toEqual([]);
    expect([...CARDS, EMAIL, IBAN].filter((secret) => bytes.includes(secret))).toEqual([]);
  }
});

test("an answer that is longer than it may be is refused alone, and nothing of it is kept", async () => {
  const { url } = await start();
  const long = answer({ seq: 1 }, { value: "a".repeat(2001) });
  const list = answer({ seq: 2, type: "choices" }, { value: ["a", "b".repeat(2001)] });
  const longest = answer({ seq: 3, id: randomUUID() }, { value: "a".repeat(2000) });
  const { accepted, refused } = await send(url, batch([long, list, longest]));
  expect(accepted).toBe(1);
  expect(refused.map(({ id }) => id)).toEqual([long.id, list.id]);
  expect((await readAll(url)).entries.map(({ id }) => id)).toEqual([longest.id]);
});
