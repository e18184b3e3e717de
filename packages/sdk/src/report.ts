// The one voice towards the site's developers: one line per configuration problem, details only in debug mode.

export interface Report {
  /** A problem that the site's owner can mend: what, where (a path in their configuration) and the remedy. */
  readonly problem: (where: string, what: string) => void;
  /** Anything else; silent outside of debug mode. */
  readonly debug: (...details: readonly unknown[]) => void;
}

const MOST_PROBLEMS = 5;

export function createReport(isDebug: boolean): Report {
  const told = new Set<string>();
  const say = (level: "warn" | "debug", ...line: readonly unknown[]) => {
    try {
      console[level](...line);
    } catch {
      // The page has broken its console, or taken it away.
    }
  };
  return {
    problem(where, what) {
      const line = `[waymark] ${where}: ${what}`;
      if (!told.has(line) && (isDebug || told.size < MOST_PROBLEMS)) say("warn", line);
      told.add(line);
    },
    debug(...details) {
      if (isDebug) say("debug", "[waymark]", ...details);
    },
  };
}
