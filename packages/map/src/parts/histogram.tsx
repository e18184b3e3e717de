// The raw answers behind a mood, value by value.
import type { Emotion } from "@waymark/protocol";
import type { JSX } from "preact";
import { toNumber, toPercent, toScore } from "../words/numbers.ts";
import { toScaleName } from "../words/scales.ts";
import { toScoreGroups } from "../words/score-groups.ts";

type Scale = Emotion["scales"][number];

const ScaleBars = ({ scale }: { readonly scale: Scale }): JSX.Element => {
  const given = new Map(scale.values.map(({ value, n }) => [value, n]));
  const most = Math.max(1, ...given.values());
  const length = Math.max(1, Math.min(11, scale.max - scale.min + 1));
  const quoted = toScoreGroups(scale);
  const values = Array.from({ length }, (_, i) => scale.min + i);
  return (
    <figure class="histogram">
      <figcaption>{toScaleName(scale)}</figcaption>
      <ol>
        {values.map((value) => {
          const n = given.get(value) ?? 0;
          return (
            <li key={value}>
              <span class="figure">{toNumber(n)}</span>
              <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
                <rect class="rail" y="39" width="10" height="1" />
                <rect class="fill" y={40 - (n / most) * 40} width="10" height={(n / most) * 40} />
              </svg>
              <span class="heard"> answered </span>
              <span class="value">{value}</span>
            </li>
          );
        })}
      </ol>
      {quoted && (
        <p class="groups">
          <strong>{quoted.text}</strong>{" "}
          {quoted.groups.map(({ name, n, share }) => `${name}: ${toPercent(share)} (${toNumber(n)})`).join(" · ")}
        </p>
      )}
    </figure>
  );
};

export const Histogram = ({ emotion, least }: { readonly emotion: Emotion; readonly least: number }): JSX.Element => {
  const { mean, low, high, n, scales } = emotion;
  return (
    <>
      <p>
        {mean === null || low === null || high === null
          ? `Fewer than ${least} answers: no mood is told.`
          : `Mood ${toScore(mean)}, between ${toScore(low)} and ${toScore(high)} (95 %), from ${toNumber(n)} answers.`}
      </p>
      {scales.map((scale) => (
        <ScaleBars key={`${scale.kind} ${scale.min} ${scale.max}`} scale={scale} />
      ))}
    </>
  );
};
