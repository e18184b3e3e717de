// What becomes of the requests for a while: the collector well, in trouble, or not to be had.
import type { Answer, Arrival, Fate } from "../browser/harness/arrival.ts";
import type { Random } from "./random.ts";

export interface Weather {
  readonly name: string;
  readonly weight: number;
  readonly decide: (arrival: Arrival, random: Random) => Fate;
  /** Each reply is held back for up to so long, ms. Pages in a hurry give a request a second. */
  readonly delay?: number;
}

export const CLEAR: Weather = { name: "clear", weight: 8, decide: () => "through" };

export const BUSY: Answer = { status: 503, body: { title: "Try again." } };
const PORTAL: Answer = { status: 200, body: "<!doctype html><title>Welcome</title><a href=/>Accept our terms</a>" };
const toElsewhere: Answer = { status: 302, headers: { Location: "http://127.0.0.1:9/" } };
const KEY: Answer = { status: 401, body: { title: "A key is needed." } };
/** @param seconds of the page's time */
export const toTooMany = (seconds: number): Answer => ({ status: 429, headers: { "Retry-After": `${seconds}` } });

const isOver = (bytes: number, limit: number): Fate => (bytes > limit ? { status: 413 } : "through");

const ANY: readonly Fate[] = [
  "through",
  "cut",
  "read-close",
  "lost",
  "half",
  "twice",
  "hang",
  "store-hang",
  BUSY,
  PORTAL,
];

export const WEATHERS: readonly Weather[] = [
  CLEAR,
  { name: "anything", weight: 6, decide: (_, random) => random.of(ANY), delay: 100 },
  { name: "slow", weight: 2, decide: () => "through", delay: 1500 },
  { name: "two copies of each", weight: 2, decide: () => "twice" },
  { name: "replies lost", weight: 1, decide: (_, random) => random.of<Fate>(["lost", "half", "through"]) },
  { name: "cut off", weight: 1, decide: () => "cut" },
  { name: "never answers", weight: 1, decide: (_, random) => random.of<Fate>(["hang", "store-hang"]) },
  { name: "busy", weight: 2, decide: () => BUSY },
  { name: "too many", weight: 1, decide: (_, random) => toTooMany(random.whole(10, 200)) },
  { name: "small requests alone", weight: 2, decide: ({ bytes }) => isOver(bytes, 8192) },
  { name: "captive portal", weight: 1, decide: (_, random) => random.of<Fate>([PORTAL, toElsewhere]) },
  { name: "a wrong key", weight: 1, decide: () => KEY },
];
