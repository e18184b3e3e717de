// The command's rules for others to call: the map's editor, a build step, a test.
export { checkConfiguration } from "./check-configuration.ts";
export type { Problem } from "./describe-issue.ts";
