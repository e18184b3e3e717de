// Types of the terminal's line about an entry, for the tests.
import type { StoredEntry } from "@waymark/collector";

export function describeEntry(entry: StoredEntry): string;
