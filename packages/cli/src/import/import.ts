// `waymark import`: touchpoints from a table, by a mapping, into a collector.
import { StartError } from "@waymark/collector";
import type { ImportMapping } from "@waymark/protocol";
import { type Reached, reachCollector, type Whereabouts } from "../reach-collector.ts";
import { ReadError } from "../read-error.ts";
import { SendError } from "../simulate/send-batch.ts";
import type { Terminal } from "../terminal.ts";
import { findColumns, readMapping } from "./read-mapping.ts";
import { readRows } from "./read-rows.ts";
import { createSending, type Sending } from "./send-rows.ts";
import { createConversion } from "./to-touchpoint.ts";

export interface ImportOptions extends Whereabouts {
  /** Path of the table. */
  readonly file: string;
  /** Path of the mapping. */
  readonly map: string;
  /** Rows that begin before this line are looked at and not sent. */
  readonly fromLine: number;
  /** Tells what is wrong and sends nothing. */
  readonly dryRun: boolean;
}

/** Faults that are told one by one; of more there is only the number. */
const MOST_FAULTS = 100;

interface Tally {
  rows: number;
  faulty: number;
}

/** Reads the table to its end, and hands on each row that is good. */
const readTable = async (
  { file, fromLine }: ImportOptions,
  mapping: ImportMapping,
  tell: (line: number, column: number | undefined, problem: string) => void,
  sending: Sending | undefined,
  signal: AbortSignal,
): Promise<Tally> => {
  const tally = { rows: 0, faulty: 0 };
  let convert: ReturnType<typeof createConversion> | undefined;
  for await (const { line, cells } of readRows(file, mapping.delimiter)) {
    signal.throwIfAborted();
    if (!convert) {
      convert = createConversion(mapping, findColumns(mapping, cells, file), Date.now());
      continue;
    }
    // Looked at all the same: of rows that are alike the second has another id than the first.
    const converted = convert(cells);
    if (line < fromLine) continue;
    tally.rows += 1;
    if ("entry" in converted) await sending?.add({ line, entry: converted.entry });
    else {
      tally.faulty += 1;
      for (const { column, problem } of converted.faults) tell(line, column, problem);
    }
  }
  if (!convert) throw new ReadError(`${file} is empty. Its first line names the columns.`);
  await sending?.end();
  return tally;
};

const count = (value: number): string => value.toLocaleString("en");

/** Exit code: 0 when all rows are in, or in a dry run could be; 1 otherwise. */
export const importTouchpoints = async (options: ImportOptions, { out, err, signal }: Terminal): Promise<number> => {
  const { file, dryRun } = options;
  let [told, refused] = [0, 0];
  const tell = (line: number, column: number | undefined, problem: string) => {
    if (++told <= MOST_FAULTS) err(`${file}:${line}${column === undefined ? "" : `:${column + 1}`}: ${problem}`);
  };
  const refuse = (line: number, reason: string) => {
    refused += 1;
    tell(line, undefined, `the collector refuses it: ${reason}`);
  };
  let reached: Reached | undefined;
  let sending: Sending | undefined;
  try {
    const mapping = await readMapping(options.map);
    reached = dryRun ? undefined : await reachCollector(options, { mustExist: false });
    sending = reached && createSending(reached.url, mapping.site, refuse, signal);
    const { rows, faulty } = await readTable(options, mapping, tell, sending, signal);
    if (told > MOST_FAULTS) err(`and ${count(told - MOST_FAULTS)} more`);
    const what = sending ? `${count(sending.sent())} in` : `${count(rows - faulty)} good, none sent`;
    out(`${count(rows)} rows: ${what}, ${count(faulty + refused)} faulty`);
    return faulty + refused === 0 ? 0 : 1;
  } catch (error) {
    if (signal.aborted) err("Stopped.");
    else if ([ReadError, SendError, StartError].some((kind) => error instanceof kind)) err((error as Error).message);
    else throw error;
    const line = sending?.reached() ?? 0;
    if (line > 0)
      err(`Up to line ${line} all is in. Go on with --from-line ${line + 1}, or run it again: nothing counts twice.`);
    return 1;
  } finally {
    await reached?.stop();
  }
};
