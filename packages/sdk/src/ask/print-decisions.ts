// Prints decisions gate by gate, for whoever asks in the console why a survey was shown or not.
import type { Gate } from "@waymark/journey";
import type { Explained } from "./create-explaining.ts";

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** A group for each, with a table of its gates. Returns what it printed. */
export function printDecisions(all: readonly Explained[]): readonly Explained[] {
  for (const { entry, trace, fate } of all) {
    const { type, name, stage, step, at } = entry;
    console.group(`[waymark] ${type} ${name}, ${stage}/${step}, ${new Date(at).toLocaleTimeString()}: ${fate}`);
    console.table(trace.map(toRow));
    console.groupEnd();
  }
  return all;
}

/** Times as people write them; all else as JSON. */
function toRow({ trigger, gate, pass, value, limit, from }: Gate) {
  const isSpan = gate === "wait" || gate === "quiet";
  const toText = (each: unknown) => (isSpan ? toSpan(each as number) : JSON.stringify(each));
  return {
    trigger,
    gate,
    pass,
    value: toText(value),
    limit: toText(limit),
    from: pass || from === undefined ? undefined : new Date(from).toLocaleString(),
  };
}

/** `90d`, `1.5h`, `12s`. */
function toSpan(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? ["s", 1000];
  return `${Math.round((ms / size) * 10) / 10}${unit}`;
}
