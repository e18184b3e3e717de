import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { StartError, startCollector } from "@waymark/collector";
import { expect, onTestFinished, test } from "vitest";
import { batch, makeFolder, readAll, send, start, touchpoint } from "./fixtures.ts";

const refusal = async (options: Parameters<typeof startCollector>[0]): Promise<string> => {
  const error = await startCollector({ port: 0, ...options }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartError);
  return (error as StartError).message;
};

test("a collector that cannot start says why and what to do", async () => {
  const folder = await makeFolder();
  const file = join(folder, "file");
  await writeFile(file, "");
  expect(await refusal({ data: join(folder, "none/data") })).toBe(
    `The data folder's parent ${join(folder, "none")} does not exist. Create it first.`,
  );
  expect(await refusal({ data: file })).toMatch(/cannot be written/);
  expect(await refusal({ data: folder, token: "short" })).toMatch(/token is shorter than 22/);
  expect(await refusal({ data: folder, builds: join(folder, "none") })).toMatch(/Build the SDK first/);
  expect(await refusal({ data: folder, builds: folder })).toMatch(/has no waymark\.js/);
  expect(await refusal({ data: folder, configuration: join(folder, "none.json") })).toMatch(/cannot be read/);
});

/** Opens the folder's database in another process: "open", or why it cannot. */
const openElsewhere = async (data: string): Promise<string> => {
  const script = `
    const { DuckDBInstance } = await import(${JSON.stringify(import.meta.resolve("@duckdb/node-api"))});
    try {
      const instance = await DuckDBInstance.create(${JSON.stringify(join(data, "read-model-5.duckdb"))});
      await instance.connect();
      console.log("open");
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said] = await once(child.stdout, "data");
  return String(said).trim();
};

test("a used port is named, and the folder is free again", async () => {
  const data = await makeFolder();
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  expect(await refusal({ data, port })).toBe(
    `Port ${port} of 127.0.0.1 is in use. Stop who uses it, or choose another port.`,
  );
  expect(await openElsewhere(data)).toBe("open");
});

test("a folder that another process uses is left alone, and this one's is locked", async () => {
  const data = await makeFolder();
  expect(await openElsewhere(data)).toBe("open");
  expect(await refusal({ data })).toMatch(/^Another process has .* open\. Stop it, or choose another data folder\.$/);
  const mine = await makeFolder();
  await start({ data: mine });
  expect(await openElsewhere(mine)).toMatch(/Could not set lock/);
});

test("a database that is none, or ahead of its journal, is named", async () => {
  const data = await makeFolder();
  await writeFile(join(data, "read-model-5.duckdb"), "no database".repeat(1_000));
  expect(await refusal({ data })).toMatch(/cannot be opened. Delete it: the journal fills it again/);
  await rm(join(data, "read-model-5.duckdb"));
  const collector = await start({ data });
  await send(collector.url, batch([touchpoint()]));
  await readAll(collector.url);
  await collector.stop();
  await rm(join(data, "journal"), { recursive: true });
  expect(await refusal({ data })).toMatch(/ahead of the journal/);
});

test("a line of the journal that is no entry holds nothing up", async () => {
  const data = await makeFolder();
  await (await start({ data })).stop();
  const segment = join(data, "journal", `${"0".repeat(16)}.ndjson`);
  await appendFile(segment, `\u0000\u0000\n{"id":"nonsense"}\n{"id":"\\ud800"}\n7\n`);
  const { url } = await start({ data });
  await send(url, batch([touchpoint()]));
  expect(await readAll(url)).toMatchObject({ applied: 5, entries: [{ name: "/cart" }] });
});

test("stop lets go of everything, twice asked once done, and what was acknowledged is there again", async () => {
  const data = await makeFolder();
  const first = await start({ data });
  const entry = touchpoint();
  await send(first.url, batch([entry]));
  await Promise.all([first.stop(), first.stop()]);
  await expect(fetch(first.url)).rejects.toThrow();
  const second = await start({ data, port: first.port });
  expect(second.port).toBe(first.port);
  expect((await readAll(second.url)).entries.map(({ id }) => id)).toEqual([entry?.id]);
});

test("nothing in the data folder is for others, and no address of a visitor is in it", async () => {
  const data = join(await makeFolder(), "data");
  const { url } = await start({ data });
  const agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1";
  await send(url, batch([touchpoint()]), { "User-Agent": agent, "X-Forwarded-For": "203.0.113.9" });
  expect((await stat(data)).mode & 0o077).toBe(0);
  const journal = await readFile(join(data, "journal", `${"0".repeat(16)}.ndjson`), "utf8");
  expect(journal).toContain('"browser":{"family":"safari","major":17,"device":"phone"}');
  expect(journal).not.toMatch(/AppleWebKit|203\.0\.113\.9|127\.0\.0\.1/);
});
