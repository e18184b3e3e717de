// Types of `result-table.mjs`, which the runner reads before anything is built.

/** Of vitest's JSON report. */
export interface ReportedFile {
  readonly name: string;
  readonly assertionResults: readonly {
    readonly title: string;
    readonly status: string;
    readonly ancestorTitles: readonly string[];
  }[];
}
export function toResultTable(files: readonly ReportedFile[]): string;
export function toScenarioTable(files: readonly ReportedFile[]): string | undefined;
export function withScenarioTable(document: string, table: string): string;
