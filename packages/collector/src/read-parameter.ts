// Reads a parameter of a query, or refuses it by name.
import { ProblemError } from "./problem.ts";

/** A 400 that names a parameter. */
export const badParameter = (path: string, title: string, remedy: string): ProblemError =>
  new ProblemError({ status: 400, title, path, remedy });

/** A whole number from 0 to `most`; `fallback` where the parameter is absent. */
export const readInteger = (parameters: URLSearchParams, name: string, fallback: number, most: number): number => {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw badParameter(
    name,
    `"${name}" is not a whole number from 0 to ${most}.`,
    `Give one, or leave it out for ${fallback}.`,
  );
};
