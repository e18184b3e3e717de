import { defineConfig } from "vitest/config";

const source = {
  resolve: { conditions: ["@waymark/source"] },
  ssr: { resolve: { conditions: ["@waymark/source"] } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/**/*.dom.test.{ts,tsx}"],
          typecheck: { enabled: true, include: ["tests/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
        },
      },
      { ...source, test: { name: "dom", environment: "happy-dom", include: ["tests/**/*.dom.test.{ts,tsx}"] } },
      {
        ...source,
        test: {
          name: "browser",
          environment: "node",
          include: ["tests/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
