// Reads a configuration that decides: what the schema refuses is told, what it may not want is `waymark check`'s to say.
import type { Configuration } from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import { toLines, toProblem } from "../check/finding.ts";
import { describeIssue } from "../describe-issue.ts";
import { ReadError } from "../read-error.ts";
import { readJson } from "../read-json.ts";
import { toPlanHash } from "../to-plan-hash.ts";

export interface ReadPlan {
  readonly plan: Configuration;
  /** What a page calls it. */
  readonly hash: string;
}

/** @throws {ReadError} when the file is missing or faulty */
export async function readPlan(file: string): Promise<ReadPlan> {
  const { text, value } = await readJson(file);
  const { data, error } = configurationSchema.safeParse(value);
  if (data) return { plan: data, hash: toPlanHash(text) };
  const problems = error.issues.flatMap((issue) => describeIssue(issue, value)).map(toProblem);
  throw new ReadError(toLines(file, problems));
}
