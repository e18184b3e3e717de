// Visitors that a trigger is for: whether there can be any.
import { toDevice } from "@waymark/journey";
import type { Where } from "@waymark/protocol";
import { checkGlobs } from "./check-globs.ts";
import { isLanguage } from "./check-texts.ts";
import { type Finding, finding, quoted } from "./finding.ts";
import { toList, toPlaced } from "./to-list.ts";

type Path = readonly PropertyKey[];

function checkVisits({ visitor, visits: { min = 1, max = Infinity } = {} }: Where, path: Path): Finding[] {
  if (max < 1) return [finding([...path, "visits"], "counts from 1, this visit included", 'Give "max" 1 or more.')];
  if (visitor === "new" && min > 1)
    return [
      finding([...path, "visits"], `nobody is new on visit ${min}`, 'Remove "visitor", or ask for fewer visits.'),
    ];
  if (visitor === "returning" && max < 2)
    return [
      finding([...path, "visits"], "nobody returns on the first visit", 'Remove "visitor", or allow more visits.'),
    ];
  return [];
}

function checkWidth({ device, width: { min = 0, max = Infinity } = {} }: Where, path: Path): Finding[] {
  if (min <= max && Math.ceil(min / 10) * 10 > max)
    return [finding([...path, "width"], "holds for nothing: widths are rounded to ten", "Make it wider.")];
  const possible = [min, max].flatMap((width) => [true, false].map((touch) => toDevice({ width, touch })));
  if (!device || toList(device).some((each) => possible.includes(each))) return [];
  return [finding([...path, "device"], `${quoted(toList(device))} is never that wide`, 'Keep "device" or "width".')];
}

export const checkWhere = (where: Where | undefined, path: Path): Finding[] =>
  where
    ? [
        ...toPlaced(where.language, [...path, "language"])
          .filter(({ item }) => !isLanguage(item))
          .map(({ item, path }) => finding(path, `"${item}" is no language tag`, 'Write one such as "de" or "pt-BR".')),
        ...checkGlobs(where.pages, [...path, "pages"]),
        ...checkVisits(where, path),
        ...checkWidth(where, path),
      ]
    : [];
