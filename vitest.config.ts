import { defineConfig } from "vitest/config";

const source = {
  resolve: { conditions: ["@waymark/source"] },
  ssr: { resolve: { conditions: ["@waymark/source"] } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
} as const;

/** Tests of `npm run test:full` alone. */
const LONG = "tests/**/*.full.test.ts";
/** What waits for a browser. */
const patient = { environment: "node", testTimeout: 120_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/**/*.dom.test.{ts,tsx}", LONG],
          typecheck: { enabled: true, include: ["tests/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
        },
      },
      { ...source, test: { name: "dom", environment: "happy-dom", include: ["tests/**/*.dom.test.{ts,tsx}"] } },
      {
        ...source,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          exclude: [LONG],
          ...patient,
          // Most of their time they wait: two at once, after those that need the machine for themselves.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...source,
        // After all others, one by one: what is long is not to be disturbed.
        test: { name: "full", include: [LONG], ...patient, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
