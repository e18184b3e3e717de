// Fetches the configuration and takes from it what is sound: a bad part is off by itself, with one line that says so.
import type { Configuration } from "@waymark/protocol";
import type { Options } from "../options.ts";
import type { Report } from "../report.ts";
import { toText } from "../to-text.ts";

const MOST_CHARACTERS = 64 * 1024;

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Absent where nothing was read. */
  readonly hash?: string;
}

/** Reports what is wrong: a bad part is left out, and of what can't be read at all nothing is taken. */
export async function readConfiguration(
  { config, configIntegrity }: Pick<Options, "config" | "configIntegrity">,
  report: Report,
): Promise<ReadConfiguration> {
  const where = typeof config === "string" ? config : "config";
  try {
    if (!config) return { configuration: toSound({}, where, report) };
    const text = typeof config === "string" ? await readText(config, configIntegrity) : toText(config);
    if (text.length > MOST_CHARACTERS) throw new Error("is larger than 64 kB");
    const json: unknown = JSON.parse(text);
    if (!isPart(json)) throw new Error("is no JSON object");
    return { configuration: toSound(json, where, report), hash: hashOf(text) };
  } catch (error) {
    report.problem(where, `${(error as Error).message}; so there are no stages`);
    return readConfiguration({}, report);
  }
}

/** The browser refuses what has another hash than `integrity`. */
async function readText(config: string, integrity = ""): Promise<string> {
  if (config.startsWith("#")) return document.querySelector(config)?.textContent ?? "";
  const reply = await fetch(config, { credentials: "omit", referrerPolicy: "origin", integrity });
  if (!reply.ok) throw new Error(`answered ${reply.status}`);
  return reply.text();
}

type Part = { readonly [key: string]: unknown };
const isPart = (value: unknown): value is Part => value instanceof Object && !Array.isArray(value);
const isPartIfAny = (value: unknown) => value === undefined || isPart(value);
const isText = (value: unknown) => typeof value === "string" && !!value;
const isList = (value: unknown, isSound: (item: never) => unknown) =>
  Array.isArray(value) && !!value.length && value.every((item) => item && isSound(item as never));
const isStep = ({ id, pages }: Part) => isText(id) && (!pages || isList(pages, isText));
const isWhere = (where: unknown) =>
  isPart(where) && (!where.pages || isList(where.pages, isText)) && isPartIfAny(where.traits);
const isVariant = (variant: unknown) => isPart(variant) && isList(variant.of, isText);
const isQuestion = ({ id, kind, text }: Part) => isText(id) && isText(kind) && text;

/** Known keys are picked one by one, and looked at for what the page relies on; `waymark check` tells the whole story. */
function toSound(json: Part, file: string, report: Report): Configuration {
  const pick = (key: string, isSound: (part: Part) => unknown, isNamed = false) => {
    const off = (path: string) =>
      report.problem(`${file} ${path}`, "is malformed and off; run `waymark check` for the remedy");
    const parts = json[key] ?? (isNamed ? {} : []);
    if (isNamed === Array.isArray(parts)) off(key);
    const sound = Object.entries(isNamed === Array.isArray(parts) ? {} : parts).filter(([name, part]) => {
      const isOn = isPart(part) && isSound(part);
      if (!isOn) off(`${key}.${name}`);
      return isOn;
    });
    return isNamed ? Object.fromEntries(sound) : sound.map(([, part]) => part);
  };
  const surveys = pick(
    "surveys",
    ({ questions }) => isList(questions, isQuestion),
    true,
  ) as Configuration["surveys"] & {};
  return {
    stages: pick(
      "stages",
      ({ id, pages, steps = null }) => isText(id) && (steps === null ? isList(pages, isText) : isList(steps, isStep)),
    ),
    triggers: pick(
      "triggers",
      ({ id, on, ask, where = {}, schedule, delay, variant = { of: [id] } }) =>
        isText(id) &&
        isPart(on) &&
        isPartIfAny(on.data) &&
        Object.hasOwn(surveys, ask as string) &&
        isWhere(where) &&
        isPartIfAny(schedule) &&
        /^\d+[smhd]$/.test(`${delay ?? "0s"}`) &&
        isVariant(variant),
    ),
    surveys,
    friction: withoutNull(isPart(json.friction) ? json.friction : {}),
    quiet: isPart(json.quiet) ? json.quiet : {},
    ...(isText(json.journeyEnds) && { journeyEnds: json.journeyEnds }),
  } as Configuration;
}

/** `null` alone can't be taken apart. */
const withoutNull = (part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, each]) => each !== null));

/** FNV-1a over UTF-16 units: names a configuration, protects nothing. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}
