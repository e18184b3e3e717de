// The page's life: who asks for figures and when, and what is shown of what comes.
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";
import { render } from "preact";
import { PageView } from "../parts/page-view.tsx";
import { toNames } from "../words/groups.ts";
import { toVisitors } from "../words/numbers.ts";
import { type Choice, readChoice, toMapQuery, toRivalQuery, writeChoice } from "./choice.ts";
import { type Loaded, loadApplied, loadDelivery, loadMap, signIn } from "./load-map.ts";
import type { Versus } from "./versus.ts";

/** Between two looks at whether there is news, ms. */
const LOOK_EVERY = 5_000;
/** Between two times that a reader who waits is told for how long, ms. */
const TELL_EVERY = 1_000;

const toSaid = (map: JourneyMap): string => `Up to date: ${toVisitors(map.visitors, map.threshold)}.`;

/** Both maps of a comparison, of one moment; the first fault of either. */
const loadBoth = async (
  choice: Choice,
  now: number,
): Promise<{ readonly loaded: Loaded; readonly versus?: Versus }> => {
  const { versus: rival } = choice;
  const [loaded, other] = await Promise.all([
    loadMap(toMapQuery(choice, now)),
    rival === null ? undefined : loadMap(toRivalQuery(choice, rival, now)),
  ]);
  if (loaded.kind !== "map" || !other) return { loaded };
  if (other.kind !== "map") return { loaded: other };
  return { loaded, versus: { map: other.map, names: toNames(loaded.map, other.map) } };
};

/** Draws the map of this address into `root` and keeps it fresh while it is visible. */
export const startPage = (root: Element): void => {
  let choice = readChoice(location.search);
  let shown: Loaded | undefined;
  let versus: Versus | undefined;
  let delivery: DeliveryReport | undefined;
  /** When the reader began to wait, by `performance.now()`; undefined while they do not. */
  let since: number | undefined;
  let said = "";
  let complaint = "";
  let turns = 0;

  const draw = () => {
    if (shown?.kind === "map") document.title = `${shown.map.title ?? shown.map.site} · Journey map`;
    const refresh = () => void load("asked");
    const waited = since === undefined ? 0 : performance.now() - since;
    const controls = { choice, origin: location.origin, isBusy: since !== undefined, waited, said, choose, refresh };
    render(
      <PageView
        shown={shown}
        versus={versus}
        delivery={delivery}
        controls={controls}
        complaint={complaint}
        onToken={enter}
      />,
      root,
    );
  };

  /** What is lost on the way is told when it is known: no map waits for it. */
  const tellDelivery = async (map: JourneyMap, turn: number) => {
    const report = await loadDelivery(map);
    if (turn !== turns || !report) return;
    delivery = report;
    draw();
  };

  /** The last load wins. Who asked hears of it; one that nobody asked for shows neither work nor failure. */
  const load = async (by: "asked" | "address" | "news") => {
    const turn = ++turns;
    since = by === "news" ? undefined : performance.now();
    said = "";
    if (since !== undefined) draw();
    const { loaded, versus: other } = await loadBoth(choice, Date.now());
    if (turn !== turns) return;
    since = undefined;
    if (by === "news" && loaded.kind === "problem") return;
    shown = loaded;
    versus = other;
    if (by === "asked" && loaded.kind === "map") said = toSaid(loaded.map);
    draw();
    if (loaded.kind === "map") await tellDelivery(loaded.map, turn);
  };

  const choose = (change: Partial<Choice>) => {
    choice = { ...choice, ...change };
    history.pushState(null, "", location.pathname + writeChoice(choice));
    // The other view is of the same figures.
    if (Object.keys(change).join() === "view") draw();
    else void load("asked");
  };

  const enter = async (token: string) => {
    since = performance.now();
    draw();
    const problem = await signIn(token);
    since = undefined;
    complaint = problem ? `${problem.title} ${problem.remedy}` : "";
    if (problem) draw();
    else await load("address");
  };

  const look = async () => {
    if (document.visibilityState !== "visible" || shown?.kind !== "map" || since !== undefined) return;
    const applied = await loadApplied();
    const isNews = applied !== undefined && shown.kind === "map" && applied !== shown.map.applied;
    if (isNews && since === undefined) await load("news");
  };

  addEventListener("popstate", () => {
    choice = readChoice(location.search);
    void load("address");
  });
  document.addEventListener("visibilitychange", () => void look());
  setInterval(() => void look(), LOOK_EVERY);
  setInterval(() => {
    if (since !== undefined) draw();
  }, TELL_EVERY);
  void load("address");
};
