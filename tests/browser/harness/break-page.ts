// What befalls a page from outside: its process is killed, it is frozen, its network is gone.
import { readdir, readFile } from "node:fs/promises";
import { pageOf } from "./drive-puppeteer.ts";
import type { Tab } from "./driver.ts";
import { eventually } from "./eventually.ts";

/** Of one process: its parent, and how much processor time it has used, ticks. */
const readProcess = async (pid: number) => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name, which comes before, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { pid, parent: Number(fields[1]), used: Number(fields[11]) + Number(fields[12]) };
};

const readDescendants = async (root: number) => {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(pids.map(readProcess));
  const family = new Set([root]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid) && pid !== root);
};

/** What every process of a browser has used while a page was busy, most first, ticks. */
const measure = async (tab: Tab, root: number) => {
  const before = new Map((await readDescendants(root)).map(({ pid, used }) => [pid, used]));
  // By count and not by the clock, which the page may have in a hurry.
  await tab.evaluate(() => {
    let sum = 0;
    for (let i = 0; i < 3e8; i++) sum += i % 7;
    return sum;
  });
  const after = await readDescendants(root);
  return after.map(({ pid, used }) => ({ pid, by: used - (before.get(pid) ?? 0) })).sort((a, b) => b.by - a.by);
};

/**
 * The process that renders a page of Chromium or Firefox: the one that works while the page does. Linux only.
 * Ask before what matters is under way; then `process.kill(pid, "SIGKILL")` takes no time.
 */
export const findRenderer = async (tab: Tab): Promise<number> => {
  const root = pageOf(tab).browser().process()?.pid;
  if (!root) throw new Error("The browser was not started here.");
  // Another page's process, one that is made in advance too, may be as busy for its first second.
  const { pid } = await eventually(
    "one process works far more than the others",
    async () => {
      const [most, next] = await measure(tab, root);
      return most && most.by > 2 * (next?.by ?? 0) ? most : undefined;
    },
    { timeout: 60_000 },
  );
  return pid;
};

/** Ends a page's process with SIGKILL, as the system does when memory runs out. */
export const killRenderer = async (tab: Tab): Promise<void> => {
  process.kill(await findRenderer(tab), "SIGKILL");
};

const setLifecycle = async (tab: Tab, state: "frozen" | "active"): Promise<void> => {
  const session = await pageOf(tab).createCDPSession();
  await session.send("Page.setWebLifecycleState", { state });
  await session.detach();
};

/** Freezes a page of Chromium: it is hidden first, then its timers and tasks stand still. */
export const freeze = (tab: Tab): Promise<void> => setLifecycle(tab, "frozen");

/** Lets it go on, and shows it. */
export const resume = async (tab: Tab): Promise<void> => {
  await setLifecycle(tab, "active");
  const page = pageOf(tab);
  await page.bringToFront();
  // It is in front already, and hidden all the same: only a change shows it.
  const session = await page.createCDPSession();
  const { windowId } = await session.send("Browser.getWindowForTarget");
  for (const windowState of ["minimized", "normal"] as const)
    await session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
  await session.detach();
};

/** Takes the network from one page of Chromium or Firefox, whose `navigator.onLine` tells so, or gives it back. */
export const setOffline = (tab: Tab, isOffline: boolean): Promise<void> => pageOf(tab).setOfflineMode(isOffline);
