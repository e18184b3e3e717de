import { expect, test } from "vitest";
import { toOptions } from "../../packages/sdk/src/options.ts";

const ORIGIN = "https://cdn.example";

test("a bare tag sends to its own origin", () =>
  expect(toOptions({}, ORIGIN)).toEqual({
    collector: "https://cdn.example/ingest",
    query: undefined,
    identity: undefined,
    debug: false,
  }));

test("attributes are options", () =>
  expect(
    toOptions(
      {
        ...{ site: "shop", collector: "/c", config: "/waymark.json", consent: "granted", query: "q, page sort" },
        ...{ identity: "path query:tab", domain: "shop.example", debug: "" },
      },
      ORIGIN,
    ),
  ).toEqual({
    site: "shop",
    collector: "/c",
    config: "/waymark.json",
    consent: "granted",
    query: ["q", "page", "sort"],
    identity: ["path", "query:tab"],
    domain: "shop.example",
    debug: true,
  }));
