// What a rule of `waymark check` finds: a place in the file, what is wrong there, and what to do about it.

import { toPath } from "@waymark/protocol/schema";

/** As others get it. */
export interface Problem {
  /** Where, such as `surveys.why-leave.questions[0].kind`; "" is the whole file. */
  readonly path: string;
  /** What is wrong there. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
}

export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
  readonly remedy: string;
}

export const finding = (path: readonly PropertyKey[], problem: string, remedy: string): Finding => ({
  path,
  problem,
  remedy,
});

export const toProblem = ({ path, ...rest }: Finding): Problem => ({ path: toPath(path), ...rest });

/** A line for each: file, path, problem and remedy. */
export const toLines = (file: string, problems: readonly Problem[]): string =>
  problems.map(({ path, problem, remedy }) => `${file}: ${path && `${path} `}${problem}. ${remedy}`).join("\n");

/** Names as a message lists them: `"a", "b"`. */
export const quoted = (names: Iterable<string | number>): string =>
  [...new Set(names)].map((name) => JSON.stringify(name)).join(", ");
