// Reads what is to be replayed: a file of recorded entries, a journey written by hand, or a folder of either.
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { createGunzip } from "node:zlib";
import type { Configuration } from "@waymark/protocol";
import { toLines } from "../check/finding.ts";
import { ReadError } from "../read-error.ts";
import { parseJson, readJson } from "../read-json.ts";
import { checkFixture } from "./check-fixture.ts";
import type { Journey } from "./journey.ts";
import { playFixture } from "./play-fixture.ts";
import { createSorting, type Sorted } from "./sort-journeys.ts";
import { toRows } from "./to-rows.ts";

const KNOWN = "A line is an entry, as the collector's journal or its read API has it, or a batch.";

/** Bytes. */
const PIECE = 1024 * 1024;

async function listFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((cause) => {
    throw new ReadError(`${path} cannot be read. Check its path.`, { cause });
  });
  if (!found.isDirectory()) return [path];
  const all = await readdir(path);
  // The collector's journal has a segment plain and compressed for the moment in which it compresses it.
  const isTwice = (name: string) => all.includes(name.replace(/\.gz$/, "")) && name.endsWith(".gz");
  const names = all.filter((name) => /\.(json|ndjson|ndjson\.gz)$/.test(name) && !isTwice(name)).sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new ReadError(`${path} holds no journeys. Put fixtures (.json) or recorded entries (.ndjson) there.`);
}

/** What stands in a file, inflated if it is compressed. */
function openText(file: string): AsyncIterable<string> {
  const bytes = createReadStream(file, { highWaterMark: PIECE });
  if (!file.endsWith(".gz")) return bytes.setEncoding("utf8");
  const text = createGunzip({ chunkSize: PIECE }).setEncoding("utf8");
  bytes.on("error", (error) => text.destroy(error));
  return bytes.pipe(text);
}

/** Piece by piece: a file of recorded entries may be larger than a text may be. */
async function readLines(file: string, take: (value: unknown, place: string) => void): Promise<void> {
  let number = 0;
  let rest = "";
  const takeLine = (line: string) => {
    number += 1;
    if (line.trim()) take(parseJson(line, `${file}:${number}`), `${file}:${number}`);
  };
  for await (const piece of openText(file)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(takeLine);
  }
  takeLine(rest);
}

export interface Read extends Pick<Sorted, "passedOver"> {
  /** Recorded journeys are as they were placed; those written by hand are placed by this plan. */
  readonly journeysOf: (plan: Configuration) => readonly Journey[];
}

/** A fixture, ready to be played. */
const toPlayer = (value: unknown, file: string, plan: Configuration): ((plan: Configuration) => Journey) => {
  const { fixture, problems } = checkFixture(value, plan);
  if (!fixture) throw new ReadError(toLines(file, problems));
  return (plan) => playFixture(fixture, plan, fixture.name ?? basename(file, ".json"));
};

/**
 * @param plan what fixtures are checked against
 * @throws {ReadError} when there is nothing, or something is none of it
 */
export async function readJourneys(path: string, plan: Configuration): Promise<Read> {
  const sorting = createSorting();
  const players: ((plan: Configuration) => Journey)[] = [];
  const take = (value: unknown, place: string) => {
    const rows = toRows(value);
    if (!rows) throw new ReadError(`${place} is no entry. ${KNOWN}`);
    rows.forEach(sorting.add);
  };
  for (const file of await listFiles(path)) {
    if (!file.endsWith(".json")) {
      await readLines(file, take);
      continue;
    }
    const { value } = await readJson(file);
    if (toRows(value)) take(value, file);
    else players.push(toPlayer(value, file, plan));
  }
  const { journeys, passedOver } = sorting.end();
  return { passedOver, journeysOf: (plan) => [...players.map((play) => play(plan)), ...journeys] };
}
