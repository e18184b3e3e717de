// Reads a mapping, and finds the columns that it names in a table.
import type { ImportMapping } from "@waymark/protocol";
import { importMappingSchema } from "@waymark/protocol/schema";
import { toLines, toProblem } from "../check/finding.ts";
import { describeIssue } from "../describe-issue.ts";
import { ReadError } from "../read-error.ts";
import { readJson } from "../read-json.ts";

/** @throws {ReadError} when the file is missing or faulty */
export const readMapping = async (file: string): Promise<ImportMapping> => {
  const { value } = await readJson(file);
  const { data, error } = importMappingSchema.safeParse(value);
  if (data) return data;
  throw new ReadError(toLines(file, error.issues.flatMap((issue) => describeIssue(issue, value)).map(toProblem)));
};

const columnsOf = ({ at, name, channel, customer, id, stage, step, data }: ImportMapping): readonly string[] =>
  [at, name, channel, customer, id, stage, step, ...Object.values(data ?? {})].flatMap((cell) =>
    cell && "column" in cell ? cell.column : [],
  );

/**
 * Columns by name.
 * @throws {ReadError} when the table lacks one that the mapping names, or has it twice
 */
export const findColumns = (
  mapping: ImportMapping,
  header: readonly string[],
  file: string,
): ReadonlyMap<string, number> => {
  const names = header.map((name) => name.trim());
  for (const name of columnsOf(mapping)) {
    const count = names.filter((each) => each === name).length;
    const known = names.map((each) => JSON.stringify(each)).join(", ");
    if (count === 0) throw new ReadError(`${file}:1: there is no column "${name}". There are ${known}.`);
    if (count > 1) throw new ReadError(`${file}:1: there are ${count} columns "${name}". Rename all but one.`);
  }
  // Of others that share a name nothing is read, but each is counted.
  return new Map(names.map((name, index) => [names.indexOf(name) === index ? name : `${name} ${index}`, index]));
};
