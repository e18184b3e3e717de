// Where a package of Waymark is built to. Only its files are served: none of it runs here.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { StartError } from "@waymark/collector";

/** @throws {StartError} when the package is not installed or not built. */
export const findDist = (name: string): string => {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch (cause) {
    throw new StartError(`The package ${name} is not installed or not built.`, "Install or build it.", cause);
  }
};
