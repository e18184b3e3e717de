// What arrived and what did not, in words.
import { type DeliveryReport, GAP_REASONS } from "@waymark/protocol";
import { isolate } from "./isolate.ts";
import { toNumber, toPercent } from "./numbers.ts";

const REASONS = [...GAP_REASONS, "other"] as const;
const NAMES: { readonly [reason in (typeof REASONS)[number]]: string } = {
  "too-old": "kept too long",
  "too-many": "too many to keep",
  "disk-full": "the disk was full",
  "no-storage": "nothing could be stored",
  other: "for another reason",
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export interface DeliveryWords {
  /** 0–1 of all entries that pages numbered. */
  readonly missing: number;
  readonly sentences: readonly string[];
}

/** Who loses most without saying why, by browser. */
const findWorst = ({ days }: DeliveryReport): readonly string[] => {
  const browsers = [...new Set(days.map(({ browser }) => browser))].map((browser) => {
    const own = days.filter((day) => day.browser === browser);
    return {
      browser,
      missing: sum(own.map((day) => day.missing)),
      unexplained: sum(own.map((day) => day.unexplained)),
      entries: sum(own.map((day) => day.entries)),
    };
  });
  const [worst] = browsers.toSorted((a, b) => b.unexplained - a.unexplained);
  if (!worst || worst.unexplained === 0) return [];
  const share = toPercent(worst.missing / (worst.entries + worst.missing));
  return [
    `Most without a known reason in ${isolate(worst.browser)}: ${toNumber(worst.unexplained)}; ${share} of its entries are missing.`,
  ];
};

/** What the strip below the map says; `null` where no document has told anything. */
export const toDeliveryWords = (report: DeliveryReport): DeliveryWords | null => {
  const { days } = report;
  const [entries, missing, unexplained, documents] = (["entries", "missing", "unexplained", "documents"] as const).map(
    (name) => sum(days.map((day) => day[name])),
  ) as [number, number, number, number];
  if (documents === 0) return null;
  const share = missing / Math.max(1, entries + missing);
  const reasons = REASONS.map((reason) => [NAMES[reason], sum(days.map(({ explained }) => explained[reason]))] as const)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${toNumber(n)} ${name}`);
  const known = [...reasons, ...(unexplained > 0 ? [`${toNumber(unexplained)} not come yet or lost`] : [])];
  return {
    missing: share,
    sentences: [
      `${toNumber(entries)} entries of ${toNumber(documents)} loaded pages have arrived.`,
      missing === 0
        ? "None is missing."
        : `${toNumber(missing)} are missing (${toPercent(share)}): ${known.join(", ")}.`,
      ...findWorst(report),
    ],
  };
};
