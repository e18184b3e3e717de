import { configurationSchema, entrySchema } from "@waymark/protocol/schema";
import { expect, test } from "vitest";

const entry = {
  id: "01a2b3c4-0000-7000-8000-000000000001",
  kind: "touchpoint",
  type: "page",
  name: "/cart",
  at: 1_795_300_000_001,
  data: {},
};

test("an entry keeps its known fields and drops the rest", () => {
  expect(entrySchema.parse({ ...entry, surprise: 1 })).toEqual(entry);
});

test("an entry of an unknown kind is refused with the place", () => {
  const { error } = entrySchema.safeParse({ ...entry, kind: "hit" });
  expect(error?.issues[0]?.path).toEqual(["kind"]);
});

test("a configuration names an unknown key", () => {
  const { error } = configurationSchema.safeParse({ stages: [{ id: "a", page: ["/"] }] });
  expect(error?.issues[0]).toMatchObject({ code: "unrecognized_keys", path: ["stages", 0], keys: ["page"] });
});
