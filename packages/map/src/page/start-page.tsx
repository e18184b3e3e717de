// The page's life: who asks for figures and when, and what is shown of what comes.
import type { JourneyMap } from "@waymark/protocol";
import { render } from "preact";
import { PageView } from "../parts/page-view.tsx";
import { toVisitors } from "../words/numbers.ts";
import { type Choice, readChoice, toMapQuery, writeChoice } from "./choice.ts";
import { type Loaded, loadApplied, loadMap, signIn } from "./load-map.ts";

/** Between two looks at whether there is news, ms. */
const LOOK_EVERY = 5_000;

const toSaid = (map: JourneyMap): string => `Up to date: ${toVisitors(map.visitors, map.threshold)}.`;

/** Draws the map of this address into `root` and keeps it fresh while it is visible. */
export const startPage = (root: Element): void => {
  let choice = readChoice(location.search);
  let shown: Loaded | undefined;
  let isBusy = false;
  let said = "";
  let complaint = "";
  let turns = 0;

  const draw = () => {
    if (shown?.kind === "map") document.title = `${shown.map.site} · Journey map`;
    const refresh = () => void load("asked");
    const controls = { choice, origin: location.origin, isBusy, said, choose, refresh };
    render(<PageView shown={shown} controls={controls} complaint={complaint} onToken={enter} />, root);
  };

  /** The last load wins. Who asked hears of it; one that nobody asked for shows neither work nor failure. */
  const load = async (by: "asked" | "address" | "news") => {
    const turn = ++turns;
    isBusy = by !== "news";
    said = "";
    if (isBusy) draw();
    const loaded = await loadMap(toMapQuery(choice, Date.now()));
    if (turn !== turns) return;
    isBusy = false;
    if (by === "news" && loaded.kind === "problem") return;
    shown = loaded;
    if (by === "asked" && loaded.kind === "map") said = toSaid(loaded.map);
    draw();
  };

  const choose = (change: Partial<Choice>) => {
    choice = { ...choice, ...change };
    history.pushState(null, "", location.pathname + writeChoice(choice));
    // The other view is of the same figures.
    if (Object.keys(change).join() === "view") draw();
    else void load("asked");
  };

  const enter = async (token: string) => {
    isBusy = true;
    draw();
    const problem = await signIn(token);
    isBusy = false;
    complaint = problem ? `${problem.title} ${problem.remedy}` : "";
    if (problem) draw();
    else await load("address");
  };

  const look = async () => {
    if (document.visibilityState !== "visible" || shown?.kind !== "map" || isBusy) return;
    const applied = await loadApplied();
    if (applied !== undefined && shown.kind === "map" && applied !== shown.map.applied) await load("news");
  };

  addEventListener("popstate", () => {
    choice = readChoice(location.search);
    void load("address");
  });
  document.addEventListener("visibilitychange", () => void look());
  setInterval(() => void look(), LOOK_EVERY);
  void load("address");
};
