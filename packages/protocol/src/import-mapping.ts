// What `waymark import` makes of a table: which column is what.

/** A cell of a column, by the column's name in the first line; or the same for every row. */
export type MappedCell =
  | {
      readonly column: string;
      /** What cells stand for, such as `{ "Telefon": "phone" }`; one that is not among them is a fault of its row. */
      readonly values?: { readonly [cell: string]: string } | undefined;
    }
  | { readonly value: string };

/** A table of touchpoints that happened elsewhere: in a shop, by phone, by letter. */
export interface ImportMapping {
  readonly $schema?: string | undefined;
  readonly site: string;
  /** Between cells. Default `,`. */
  readonly delimiter?: string | undefined;
  /** When it happened: `2026-01-30T14:05:09+01:00`, of which the time and the zone may be left out, or ms since the epoch. */
  readonly at: MappedCell;
  /** Of times that tell none, such as `+01:00`. Default `Z`, which is UTC. */
  readonly zone?: string | undefined;
  /** What happened: the plan's steps may name it as their `touchpoint`. */
  readonly name: MappedCell;
  /** The way by which it came about, such as `shop` or `phone`. */
  readonly channel: MappedCell;
  /** The customer's key, which is hashed before it goes anywhere; `hashed` where the table has hashes already. */
  readonly customer: { readonly column: string; readonly hashed?: boolean | undefined };
  /** What is each row's own, such as the number of a ticket. Without one, a row is known by all that is mapped of it. */
  readonly id?: { readonly column: string } | undefined;
  /** Where it stands in the plan; both or neither. Without them the collector's plan places it by its name. */
  readonly stage?: MappedCell | undefined;
  readonly step?: MappedCell | undefined;
  /** What else is kept of a row, by name. Of empty cells nothing is. */
  readonly data?: { readonly [name: string]: MappedCell } | undefined;
}
