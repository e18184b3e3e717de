// What a map can be asked for where a collector stands behind it; a map in a file of its own has none of it.
import type { Choice } from "./choice.ts";

export interface Controls {
  readonly choice: Choice;
  /** Of the collector, such as `https://collect.example`. */
  readonly origin: string;
  /** True while figures are on their way. */
  readonly isBusy: boolean;
  /** For how long the reader has been waiting for them, ms. */
  readonly waited: number;
  /** What the last press of "Refresh" led to, for the live region. */
  readonly said: string;
  readonly choose: (change: Partial<Choice>) => void;
  readonly refresh: () => void;
}
