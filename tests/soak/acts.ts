// What the visitor does and what befalls the browser. Each act says in a few words what came of it.
import { findRenderer, freeze, setOffline } from "../browser/harness/break-page.ts";
import { pageOf } from "../browser/harness/drive-puppeteer.ts";
import type { Engine } from "../browser/harness/driver.ts";
import { goBack, leave } from "../browser/harness/in-page.ts";
import { watchOutage } from "./outage.ts";
import { tell, tellUnheard } from "./tell.ts";
import type { Act } from "./turn.ts";
import { connect, goOn, type OpenTab, openTabs, replaceDead, wakeAll } from "./visit.ts";

const of = ({ document }: OpenTab) => `document ${document}`;

const tellMany: Act["run"] = async ({ visit, open, size, random }) => {
  const [count, isApart] = [random.whole(1, 60), random.isLikely(0.3)];
  const levels = await tell(visit, open, count, { size, isApart });
  return `${of(open)} tells ${count} of ${size} bytes${isApart ? ", apart" : ""}: ${levels}`;
};

const goAtOnce: Act["run"] = async ({ visit, open, few, size }) => {
  const before = of(open);
  await connect(open);
  await goOn(visit, open, (address) => tellUnheard(visit, open, few, size, address));
  return `${before} tells ${few} and goes on as ${open.document}`;
};

const reloadAtOnce: Act["run"] = async ({ visit, open, few, size }) => {
  await connect(open);
  await leave(open.tab, () => tellUnheard(visit, open, few, size, ""));
  return `${of(open)} tells ${few} and loads again`;
};

const closeAtOnce: Act["run"] = async ({ visit, open, few, size, place }) => {
  await tellUnheard(visit, open, few, size);
  await open.tab.close();
  const { document } = await visit.open(open.index, place);
  return `${of(open)} tells ${few} and is closed, ${document} opens in a ${place}`;
};

const roundTrip: Act["run"] = async ({ visit, open, few, size }) => {
  const { document } = open;
  await connect(open);
  await goOn(visit, open, (address) => tellUnheard(visit, open, few, size, address));
  await tell(visit, open, few, { size });
  const between = of(open);
  await goBack(open.tab);
  open.document = document;
  await tell(visit, open, few, { size });
  const isRestored = await open.tab.evaluate(() => (window as { isRestored?: boolean }).isRestored === true);
  return `${of(open)} goes to ${between} and comes back, ${isRestored ? "restored" : "loaded anew"}`;
};

const goOffline: Act["run"] = async ({ visit, open, few, size }) => {
  await setOffline(open.tab, !open.isOffline);
  open.isOffline = !open.isOffline;
  const levels = await tell(visit, open, few, { size });
  return `${of(open)} goes ${open.isOffline ? "offline" : "online"} and tells ${few}: ${levels}`;
};

const freezePage: Act["run"] = async ({ visit, open, few, size }) => {
  await tellUnheard(visit, open, few, size);
  await freeze(open.tab);
  open.isFrozen = true;
  return `${of(open)} tells ${few} and is frozen`;
};

const killPage: Act["run"] = async ({ visit, open, few, size, place, random }) => {
  await wakeAll(visit); // those that don't answer are dead
  const renderer = await findRenderer(open.tab);
  const levels = await tell(visit, open, few, { size });
  const isCertain = random.isLikely(0.5);
  const told = tellUnheard(visit, open, few, size).catch(() => {});
  if (isCertain) await told;
  process.kill(renderer, "SIGKILL");
  const dead = await replaceDead(visit, place);
  return `${of(open)} tells ${few}: ${levels}, and ${few} unheard, and is killed: ${dead} tabs are dead`;
};

const crashPage: Act["run"] = async ({ visit, open, few, size, place }) => {
  await wakeAll(visit);
  const session = await pageOf(open.tab).createCDPSession();
  await tellUnheard(visit, open, few, size);
  session.send("Page.crash").catch(() => {}); // nobody is left to answer
  const dead = await replaceDead(visit, place);
  return `${of(open)} tells ${few} and crashes: ${dead} tabs are dead`;
};

const killBrowser: Act["run"] = async ({ visit, open, few, size }) => {
  await tellUnheard(visit, open, few, size);
  for (const { document } of visit.tabs) visit.killed.set(document, "browser");
  visit.ends.push(performance.now());
  await visit.lab.reopen();
  await openTabs(visit);
  return `${of(open)} tells ${few} and the browser is killed; ${visit.tabs.map(({ document }) => document)} open`;
};

/** By engine, since not all of it can be done in each. */
export const actsOf = (engine: Engine): readonly Act[] => [
  { weight: 45, run: tellMany },
  { weight: 14, run: goAtOnce },
  { weight: 6, run: reloadAtOnce },
  { weight: 6, run: closeAtOnce },
  { weight: 6, run: roundTrip },
  { weight: 6, run: goOffline },
  { weight: 2, run: watchOutage },
  { weight: 2, run: killPage },
  { weight: 2, run: killBrowser },
  ...(engine === "chromium"
    ? [
        { weight: 4, run: freezePage },
        { weight: 2, run: crashPage },
      ]
    : []),
];
