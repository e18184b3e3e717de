// A simulated visitor's stay at one step: what they do there, what goes wrong, and the surveys they meet.
import { FRICTION_WEIGHTS, isRage } from "@waymark/journey";
import type { Act, StruggleType } from "@waymark/protocol";
import { arrive } from "./arrive.ts";
import { attendSurvey, CALM_AFTER, type Setting } from "./attend-survey.ts";
import type { Stay } from "./draw-visits.ts";
import type { Stop } from "./to-population.ts";

/** A pointer is taken to leave only after this long on a page, ms. */
const SETTLED_AFTER = 5000;
/** Of stays: interrupted by something else. */
const AWAY = 0.06;

const nameOf = (stop: Stop, type: StruggleType, fallback: string): string => {
  const struggle = stop.friction[type];
  return typeof struggle === "object" ? struggle.name : fallback;
};

function rage({ population, random, clock, tab }: Setting, stop: Stop): void {
  const { "rage-click": options = {} } = population.plan.friction ?? {};
  const name = nameOf(stop, "rage-click", stop.acts.at(-1)?.click ?? "button");
  const { clicks: least = 3 } = typeof options === "object" ? options : {};
  const clicks = Array.from({ length: least + random.between(0, 4) }, () => {
    clock.pass(random.between(110, 210));
    tab.tell({ kind: "touchpoint", type: "click", name });
    return { x: random.between(0, 6), y: random.between(0, 6), at: tab.document().age(), hadEffect: false };
  });
  clock.pass(500);
  const data = { clicks: clicks.length, weight: FRICTION_WEIGHTS["rage-click"] };
  if (options !== false && isRage(clicks, typeof options === "object" ? options : {}))
    tab.tell({ kind: "friction", type: "rage-click", name, data });
}

function turnAway({ population, clock, visitor, tab }: Setting): void {
  if (visitor.device !== "desktop" || population.plan.friction?.["exit-intent"] === false) return;
  clock.pass(Math.max(0, SETTLED_AFTER - tab.document().age()));
  const { stage, step } = tab.placing.place();
  tab.tell({
    kind: "friction",
    type: "exit-intent",
    name: `${stage}/${step}`,
    data: { weight: FRICTION_WEIGHTS["exit-intent"] },
  });
}

function fail({ population, random, tab }: Setting, stop: Stop): void {
  const data = { source: `${population.origin}/app.js`, line: random.between(1, 400) };
  tab.tell({ kind: "touchpoint", type: "error", name: nameOf(stop, "error", "TypeError"), data });
}

function doAct({ random, clock, tab }: Setting, { click, form, track }: Act): void {
  const tellForm = (action: "start" | "submit") =>
    tab.tell({ kind: "touchpoint", type: "form", name: form?.name ?? "", data: { action, fields: form?.fields } });
  const isFirst = !!form && tab.document().touch(form.name);
  // Nobody submits what they have not typed into.
  if (form?.action === "submit" && isFirst) {
    tellForm("start");
    clock.pass(random.between(2000, 7000));
  }
  if (click) {
    tab.tell({ kind: "touchpoint", type: "click", name: click });
    clock.pass(random.between(1, 8));
  }
  if (form && (form.action === "submit" || isFirst)) tellForm(form.action);
  if (track) tab.tell({ kind: "touchpoint", type: "custom", name: track });
}

/** Lets the stay pass. What goes wrong does so before the last act, which leads on. */
export function spendStay(setting: Setting, { stop, acts, struggles, dwell, click, ...arrival }: Stay): void {
  const { random, clock, tab } = setting;
  arrive(setting, stop, arrival);
  const done = acts.filter(({ share = 1 }) => random.chance(share)).map((act) => () => doAct(setting, act));
  const trouble = [
    struggles.has("error") && (() => fail(setting, stop)),
    struggles.has("rage-click") && (() => rage(setting, stop)),
    struggles.has("exit-intent") && (() => turnAway(setting)),
  ].filter((each) => each !== false);
  const leadsOn = acts.length === stop.acts.length;
  done.splice(leadsOn ? Math.max(0, done.length - 1) : done.length, 0, ...trouble);

  const engaged = stop.dwell.median * stop.dwell.spread ** random.normal() * dwell;
  // What leads on ends the stay; otherwise some time is left after the last that is done.
  const parts = [...done, ...(leadsOn && done.length ? [] : [undefined])];
  const lengths = parts.map(() => random.next() + 0.2);
  const sum = lengths.reduce((total, length) => total + length, 0);
  if (random.chance(AWAY)) clock.pass(random.between(20_000, 240_000), true);
  for (const [index, act] of parts.entries()) {
    const gap = (engaged * (lengths[index] ?? 0)) / sum;
    if (gap >= CALM_AFTER) attendSurvey(setting);
    clock.pass(gap);
    act?.();
  }
  if (click) tab.tell({ kind: "touchpoint", type: "click", name: click });
}
