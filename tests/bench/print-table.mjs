// Figures as lines of aligned columns.

const HEADING = ["", "measured", "range", "without", "ours", "budget", ""];
const NONE = "–";

/** Three digits at least where there is a fraction, and no more than two behind the point: 0.08, 7.5, 412. */
const toNumber = (value) => {
  if (value === undefined) return NONE;
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
};

const toBudget = (budget, least) => {
  if (least !== undefined) return `≥ ${least}`;
  return budget === undefined ? NONE : `≤ ${budget}`;
};

const toCells = ({ name, unit, measured, floor, ours, budget, least, verdict, range }) => [
  unit ? `${name}, ${unit}` : name,
  toNumber(measured),
  range ? range.map(toNumber).join("–") : NONE,
  toNumber(floor),
  toNumber(ours),
  toBudget(budget, least),
  verdict ?? "",
];

/**
 * @param {readonly import("./figure.mjs").Figure[]} figures
 * @returns {string} a line per figure under a heading
 */
export function toTable(figures) {
  const rows = [HEADING, ...figures.map(toCells)];
  const widths = HEADING.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  const isText = (column) => column === HEADING.length - 1;
  return rows
    .map((row) =>
      row
        .map((cell, column) => (isText(column) ? cell : pad(cell, column)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
