import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer, batch, makeFolder, read, readAll, send, start, touchpoint } from "../fixtures.ts";
import { HOSTILE } from "./fixtures.ts";

test("each line is the journal's own, in its order, whatever stands in it", async () => {
  const data = await makeFolder();
  const { url } = await start({ data });
  const at = Date.now() - 5_000;
  await send(
    url,
    batch([touchpoint({ at, mono: 12.345678901234, test: true }), answer({}, { value: 7, min: 0, max: 10 })]),
  );
  await send(
    url,
    batch(HOSTILE.map((name) => touchpoint({ name, at: at - 9, data: { text: name, deep: [{ a: null }] } }))),
  );
  await send(
    url,
    batch(
      HOSTILE.filter(Boolean).map((value) => answer({}, { value })),
      { automated: true, plan: "a1", level: "idb" },
    ),
  );
  await send(
    url,
    batch([touchpoint({ channel: "phone", key: "a".repeat(64) })], {
      source: "import",
      visitor: undefined,
      session: undefined,
    }),
  );
  await send(
    url,
    batch([
      touchpoint({ stage: null, step: "/x" }),
      touchpoint({ stage: undefined, step: undefined, page: undefined }),
    ]),
  );
  await readAll(url);
  const journal = (await readFile(join(data, "journal", `${"0".repeat(16)}.ndjson`), "utf8"))
    .trim()
    .split("\n")
    .slice(1);
  const exported = (await (await read(url, "/api/export?format=jsonl")).text()).trim().split("\n");
  // Of what came by a channel the visitor is who is known by its key, and the browser is whoever sent it.
  const toTold = (line: string) => {
    const { visitor, browser, ...rest } = JSON.parse(line);
    return rest.channel ? rest : { ...rest, visitor, browser };
  };
  expect(exported.length).toBeGreaterThan(80);
  expect(exported.map(toTold)).toEqual(journal.map(toTold));
});
