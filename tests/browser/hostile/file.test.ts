// A page that is opened from the disk: its origin is nobody's, and what it tells is kept or sent all the same.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { openHostileSite } from "./hostile-site.ts";

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);

  test("a page from the disk sends what it tells, and throws nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "waymark-file-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const visit = await hostile.visit({
      // Scripts of others are checked by their hashes, which takes leave of their server.
      attributes: { src: `${hostile.relay().url}/waymark.js`, "data-config": undefined },
    });
    const { body } = hostile.pages["/"] ?? {};
    const file = join(folder, "page.html");
    await writeFile(file, body ?? "");
    await visit.driver.open(pathToFileURL(file).href);
    const level = await visit.track("told");
    expect(["idb", "journal", "memory"]).toContain(level);
    await visit.flush();
    const told = await visit.entries({ type: "custom" });
    expect(told.map(({ name, page }) => [name, page?.url])).toEqual([["told", "file:"]]);
    expect(await visit.troubles()).toEqual([]);
  });
});
