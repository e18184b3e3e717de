// What the reader has chosen to see: it stands in the page's address, so that it can be shared and survives a reload.
import type { Device, JourneyMap } from "@waymark/protocol";

export type View = "map" | "table";
export type Included = "simulated" | "automated";

export interface Choice {
  /** `null`: the collector's own choice. */
  readonly site: string | null;
  /** Length of the period up to now, in days. */
  readonly days: number;
  /** `null`: all. */
  readonly device: Device | null;
  /** Id of a persona; `null`: everyone. */
  readonly persona: string | null;
  /** Whom the map is compared with; `null`: nobody. */
  readonly versus: Rival | null;
  /** Visitors who are no customers; `null`: as the collector has it. */
  readonly include: readonly Included[] | null;
  readonly view: View;
}

/** The same visitors in as many days before, or another group of the same time. */
export type Rival =
  | { readonly kind: "before" }
  | { readonly kind: "everyone" }
  | { readonly kind: "device"; readonly device: Device }
  | { readonly kind: "persona"; readonly persona: string };

export const PERIODS: readonly number[] = [7, 30, 90];
export const DEVICES: readonly Device[] = ["phone", "tablet", "desktop"];
const DEFAULT_DAYS = 30;
const DAY = 86_400_000;

const isIncluded = (word: string): word is Included => word === "simulated" || word === "automated";

const readRival = (text: string | null): Rival | null => {
  const [kind, name = ""] = text?.split(":") ?? [];
  if (kind === "before" || kind === "everyone") return { kind };
  const device = DEVICES.find((each) => each === name);
  if (kind === "device") return device ? { kind, device } : null;
  return kind === "persona" && name ? { kind, persona: name } : null;
};

/** As it stands in an address, such as `device:phone`. */
export const writeRival = (rival: Rival): string => {
  if (rival.kind === "device") return `device:${rival.device}`;
  return rival.kind === "persona" ? `persona:${rival.persona}` : rival.kind;
};

/** The choice of an address's query; what it can't read is as if it were not there. */
export const readChoice = (search: string): Choice => {
  const query = new URLSearchParams(search);
  const days = Number(query.get("days"));
  return {
    site: query.get("site") || null,
    days: PERIODS.includes(days) ? days : DEFAULT_DAYS,
    device: DEVICES.find((device) => device === query.get("device")) ?? null,
    persona: query.get("persona") || null,
    versus: readRival(query.get("versus")),
    include: query.get("include")?.split(",").filter(isIncluded) ?? null,
    view: query.get("view") === "table" ? "table" : "map",
  };
};

const toFilter = ({ site, device, persona, include }: Choice): readonly (readonly [string, string])[] => [
  ...(site === null ? [] : [["site", site] as const]),
  ...(device === null ? [] : [["device", device] as const]),
  ...(persona === null ? [] : [["persona", persona] as const]),
  ...(include === null ? [] : [["include", include.join(",")] as const]),
];

const toSearch = (pairs: readonly (readonly [string, string])[]): string => {
  const text = pairs
    .map((pair) => pair.map(encodeURIComponent).join("=").replaceAll("%2C", ",").replaceAll("%3A", ":"))
    .join("&");
  return text && `?${text}`;
};

/** The query of the page's address, with what differs from the default; empty or with its `?`. */
export const writeChoice = (choice: Choice): string =>
  toSearch([
    ...toFilter(choice),
    ...(choice.days === DEFAULT_DAYS ? [] : [["days", `${choice.days}`] as const]),
    ...(choice.versus === null ? [] : [["versus", writeRival(choice.versus)] as const]),
    ...(choice.view === "map" ? [] : [["view", choice.view] as const]),
  ]);

/** The query to `/api/map`, with its `?`. `now`: ms since the epoch. */
export const toMapQuery = (choice: Choice, now: number): string =>
  toSearch([...toFilter(choice), ["from", `${now - choice.days * DAY}`], ["until", `${now}`]]);

const toRivalChoice = (choice: Choice, rival: Rival): Choice => {
  if (rival.kind === "before") return choice;
  const everyone = { ...choice, device: null, persona: null };
  if (rival.kind === "everyone") return everyone;
  return rival.kind === "device" ? { ...everyone, device: rival.device } : { ...everyone, persona: rival.persona };
};

/** The query to `/api/map` for whom the map is compared with. */
export const toRivalQuery = (choice: Choice, rival: Rival, now: number): string =>
  toMapQuery(toRivalChoice(choice, rival), rival.kind === "before" ? now - choice.days * DAY : now);

/** `include` with one kind of visitors put in or taken out. */
export const toggleIncluded = (map: JourneyMap, kind: Included): readonly Included[] =>
  (["simulated", "automated"] as const).filter((each) => (each === kind ? !map[each] : map[each]));
