import { expect, test, vi } from "vitest";
import { createHealth, type ProbedJournal } from "../../packages/collector/src/health.ts";
import { createLag } from "../../packages/collector/src/lag.ts";
import { blocksIn } from "../docs/read-documents.ts";
import { batch, readAll, send, start, touchpoint } from "./fixtures.ts";

test("a collector that is well says so, without a token and without saying how much it holds", async () => {
  const { url } = await start();
  await send(url, batch([touchpoint()]));
  await readAll(url);
  const response = await fetch(`${url}/health`);
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  const health = await response.json();
  expect(health).toEqual({ status: "ok", disk: "ok", behind: { entries: 0, ms: 0 } });
  const [, shown] = blocksIn("json").find(([, { text }]) => text.includes('"behind"')) ?? [];
  expect(health).toEqual({ ...JSON.parse(shown?.text ?? ""), behind: { entries: 0, ms: 0 } });
});

const failure = (code: string) => Object.assign(new Error(code), { code });

const openHealth = (append: ProbedJournal["append"], probe: ProbedJournal["probe"]) => {
  const health = createHealth({ journal: { append, probe, durable: () => 0 }, applied: () => 0, now: () => 0 });
  const ask = async () => {
    const response = await health.answer();
    return [response.status, ((await response.json()) as { disk: string }).disk, response.headers.get("Retry-After")];
  };
  return { ...health, ask };
};

test.each([
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["EIO", "failing"],
])("%s is a disk that is %s, until a write or a probe says otherwise", async (code, disk) => {
  const append = vi.fn().mockRejectedValueOnce(failure(code)).mockResolvedValue(undefined);
  const probe = vi.fn().mockRejectedValueOnce(failure(code)).mockResolvedValue(undefined);
  const { ask, append: write } = openHealth(append, probe);
  await expect(write(["a"])).rejects.toThrow(code);
  expect(await ask()).toEqual([503, disk, "10"]);
  expect(await ask()).toEqual([200, "ok", null]);
  expect(await ask()).toEqual([200, "ok", null]);
  expect(probe).toHaveBeenCalledTimes(2);
  append.mockRejectedValueOnce(failure(code));
  await expect(write(["a"])).rejects.toThrow(code);
  await write(["b"]);
  expect(await ask()).toEqual([200, "ok", null]);
});

test("many who ask at once make one probe", async () => {
  const probe = vi.fn().mockResolvedValue(undefined);
  const { ask, append } = openHealth(() => Promise.reject(failure("ENOSPC")), probe);
  await expect(append(["a"])).rejects.toThrow("ENOSPC");
  await Promise.all(Array.from({ length: 20 }, ask));
  expect(probe).toHaveBeenCalledTimes(1);
});

test("how far behind is told in entries and since when the oldest of them waits", () => {
  let [now, durable, applied] = [0, 0, 0];
  const lag = createLag({ durable: () => durable, applied: () => applied, now: () => now });
  const write = (at: number, entries: number) => {
    now = at;
    durable += entries;
    lag.written();
  };
  expect(lag.read()).toEqual({ entries: 0, ms: 0 });
  write(60_000, 10);
  write(60_050, 10);
  write(61_000, 10);
  now = 63_000;
  expect(lag.read()).toEqual({ entries: 30, ms: 3_000 });
  applied = 15;
  expect(lag.read()).toEqual({ entries: 15, ms: 3_000 });
  applied = 20;
  expect(lag.read()).toEqual({ entries: 10, ms: 2_000 });
  applied = 30;
  expect(lag.read()).toEqual({ entries: 0, ms: 0 });
});
