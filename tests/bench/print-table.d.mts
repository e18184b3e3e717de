// Types of the printed table, for the tests.
import type { Figure } from "./figure.mjs";

export function toTable(figures: readonly Figure[]): string;
