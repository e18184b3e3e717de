// Whom the collector forwards to, as `targets.json` names them; secrets come from the environment alone.
import { readFile } from "node:fs/promises";
import { CATALOGUE } from "@waymark/formats";
import type { Format, Target } from "@waymark/protocol";
import { StartError } from "../start-error.ts";

export interface ForwardTarget extends Target {
  /** Names its cursor in the data folder: another name begins anew. */
  readonly name: string;
  readonly format: Format;
  /** Where a target without a cursor begins. Default `now`: with what comes from now on. */
  readonly from: "start" | "now";
  /** What becomes of a touchpoint that was sent without an answer to a target that can't tell doubles. Default `drop`. */
  readonly unknown: "drop" | "repeat";
}

type Fields = { readonly [field: string]: unknown };
type Environment = { readonly [name: string]: string | undefined };

const KNOWN = ["name", "format", "url", "key", "secretFrom", "from", "unknown"];
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function toTarget(fields: Fields, index: number, file: string, environment: Environment): ForwardTarget {
  const fail = (what: string, remedy: string): never => {
    throw new StartError(`${file}: [${index}]${what}.`, remedy);
  };
  const { name, format: formatName, url, key, secretFrom, from = "now", unknown = "drop" } = Object(fields) as Fields;
  const odd = Object.keys(Object(fields)).find((field) => !KNOWN.includes(field));
  if (odd === "secret")
    fail(".secret stands in the file", 'Put it into the environment, and its name under "secretFrom".');
  if (odd) fail(`.${odd} is nothing that a target has`, `It has ${KNOWN.join(", ")}.`);
  if (!isText(name) || !/^[\w-]{1,64}$/.test(name))
    return fail(".name is none", "Give 1 to 64 letters, digits, - and _.");
  const listed = CATALOGUE.find(({ format }) => format.name === formatName);
  if (!listed)
    return fail(`.format is no format`, `Give one of ${CATALOGUE.map(({ format }) => format.name).join(", ")}.`);
  if (!isText(url) || !/^https?:/.test(url) || !URL.canParse(url))
    return fail(".url is no address", `Such as ${listed.example}.`);
  if (from !== "start" && from !== "now") return fail(".from is neither", 'Give "start" or "now".');
  if (unknown !== "drop" && unknown !== "repeat") return fail(".unknown is neither", 'Give "drop" or "repeat".');
  if (key !== undefined && !isText(key)) return fail(".key is no text", `Give the ${listed.key}.`);
  const secret = isText(secretFrom) ? environment[secretFrom] : undefined;
  if (secretFrom !== undefined && !secret)
    return fail(`.secretFrom: ${secretFrom} is not set`, "Set it in the environment.");
  if (listed.way === "relay" && !secret) return fail(" needs a secret", 'Name its variable under "secretFrom".');
  return { name, format: listed.format, url, key, secret, from, unknown };
}

/** @throws {StartError} when the list can't be used; `file` names it there */
export function toTargets(list: unknown, file: string, environment: Environment): readonly ForwardTarget[] {
  if (!Array.isArray(list)) throw new StartError(`The targets ${file} are no list.`, "Put them between [ and ].");
  const targets = list.map((fields, index) => toTarget(fields, index, file, environment));
  const twice = targets.find(({ name }, index) => targets.findIndex((other) => other.name === name) !== index);
  if (twice) throw new StartError(`${file}: two targets are named ${twice.name}.`, "Give each a name of its own.");
  return targets;
}

/** @throws {StartError} when the file can't be used. */
export async function readTargets(file: string, environment: Environment): Promise<readonly ForwardTarget[]> {
  const content = await readFile(file, "utf8").catch((cause) => {
    throw new StartError(`The targets ${file} cannot be read.`, "Check the path.", cause);
  });
  let list: unknown;
  try {
    list = JSON.parse(content);
  } catch (cause) {
    throw new StartError(`The targets ${file} are no JSON.`, "Correct it there.", cause);
  }
  return toTargets(list, file, environment);
}
