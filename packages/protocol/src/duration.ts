// Lengths of time as they are configured.

/** A length of time: a whole number and `s`, `m`, `h` or `d`, such as `"30s"` or `"7d"`. */
export type Duration = string;
