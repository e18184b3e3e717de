// What went wrong instead of a map, and what to do.
import type { JSX } from "preact";
import type { Problem } from "../page/load-map.ts";

interface ProblemCardProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

export const ProblemCard = ({ problem, onRetry }: ProblemCardProps): JSX.Element => (
  <div class="page">
    <main>
      <h1>Journey map</h1>
      <section class="card empty" role="alert">
        <h2>{problem.title}</h2>
        <p>{problem.remedy}</p>
        <p class="row">
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      </section>
    </main>
  </div>
);
