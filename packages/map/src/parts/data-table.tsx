// A real table: caption, head of columns, and the first cell of each row as its head.
import type { JSX } from "preact";

export type TableCell = string | number;

interface DataTableProps {
  readonly caption: string;
  /** The first is that of the rows' heads. */
  readonly head: readonly string[];
  /** As many cells as `head`. */
  readonly rows: readonly (readonly TableCell[])[];
  /** How many columns from the left are words; the others are figures. Default 1. */
  readonly words?: number;
}

/** Nothing at all without rows. */
export const DataTable = ({ caption, head, rows, words = 1 }: DataTableProps): JSX.Element | null => {
  if (rows.length === 0) return null;
  const toClass = (i: number): string => (i < words ? "word" : "number");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too.
    <section class="table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name, i) => (
              <th key={name} scope="col" class={toClass(i)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], i) => (
            <tr key={i}>
              <th scope="row" class="word">
                {first}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} class={toClass(column + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
