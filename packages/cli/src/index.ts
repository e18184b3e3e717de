// The command's rules for others to call: the map's editor, a build step, a test.

export type { Problem } from "./check/finding.ts";
export { checkConfiguration } from "./check-configuration.ts";
