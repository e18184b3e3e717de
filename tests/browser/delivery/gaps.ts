// Which numbers of which document are accounted for: stored, refused, or told as lost by a gap.
import type { Entry } from "@waymark/protocol";

/** `tab/seq` of each entry that gaps name. */
export const toCovered = (gaps: readonly Entry[]): ReadonlySet<string> => {
  const covered = new Set<string>();
  for (const { data } of gaps) {
    const { tabs = {} } = data as { readonly tabs?: { readonly [tab: string]: string } };
    for (const [tab, ranges] of Object.entries(tabs)) {
      for (const range of String(ranges).split(",")) {
        const [from = 0, to = from] = range.split("-").map(Number);
        for (let seq = from; seq <= to; seq++) covered.add(`${tab}/${seq}`);
      }
    }
  }
  return covered;
};

export const isCovered = (covered: ReadonlySet<string>, { tab, seq }: Entry): boolean => covered.has(`${tab}/${seq}`);

/** Of each document's count the numbers that are missing, and the last that is there. */
export const findHoles = (all: {
  readonly entries: readonly Entry[];
  readonly gaps: readonly Entry[];
  readonly quarantined: readonly Entry[];
}): ReadonlyMap<string, { readonly holes: readonly number[]; readonly most: number }> => {
  const there = new Set(toCovered(all.gaps));
  for (const { tab, seq } of [...all.entries, ...all.quarantined]) if (tab) there.add(`${tab}/${seq}`);
  const last = new Map<string, number>();
  for (const key of there) {
    const [tab = "", seq] = key.split("/");
    last.set(tab, Math.max(last.get(tab) ?? 0, Number(seq)));
  }
  const toHoles = ([tab, most]: [string, number]) => {
    const holes = Array.from({ length: most }, (_, i) => i + 1).filter((seq) => !there.has(`${tab}/${seq}`));
    return [tab, { holes, most }] as const;
  };
  return new Map([...last].map(toHoles));
};

/** The holes in words, such as `k3f9: 4, 5 of 9`. */
export const describeHoles = (all: Parameters<typeof findHoles>[0]): readonly string[] =>
  [...findHoles(all)].flatMap(([tab, { holes, most }]) =>
    holes.length ? [`${tab}: ${holes.join(", ")} of ${most}`] : [],
  );
