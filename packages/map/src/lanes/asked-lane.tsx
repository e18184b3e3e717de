// ASKED: what became of each survey, so that what was said is seen beside how many were asked.
import type { JourneyMap, MapSurvey } from "@waymark/protocol";
import type { JSX } from "preact";
import type { Versus } from "../page/versus.ts";
import { Lane } from "../parts/lane.tsx";
import { toNumber, toShare, toShareText } from "../words/numbers.ts";

const OUTCOMES = ["answered", "dismissed", "declined", "snoozed", "ignored"] as const;

interface SurveyCardProps {
  readonly survey: MapSurvey;
  readonly versus: Versus | undefined;
}

const SurveyCard = ({ survey, versus }: SurveyCardProps): JSX.Element => {
  let left = 0;
  const there = versus?.map.surveys.find(({ id }) => id === survey.id);
  const parts = OUTCOMES.map((outcome) => {
    const width = (toShare(survey[outcome], survey.shown) ?? 0) * 1000;
    const part = <rect key={outcome} class={outcome} x={left} width={width} height="6" />;
    left += width;
    return part;
  });
  return (
    <li>
      <div class="title">
        <h3>{survey.id}</h3>
        <strong class="share">
          {toShareText(toShare(survey.answered, survey.shown))}
          {versus && <span class="versus"> · {toShareText(there ? toShare(there.answered, there.shown) : null)}</span>}
          <span class="word"> answered</span>
        </strong>
      </div>
      <svg class="split" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rail" width="1000" height="6" />
        {parts}
      </svg>
      <p class="small">
        {[
          `${toNumber(survey.shown)} shown`,
          ...OUTCOMES.filter((outcome) => survey[outcome] > 0).map((each) => `${toNumber(survey[each])} ${each}`),
        ].join(" · ")}
      </p>
    </li>
  );
};

interface AskedLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

export const AskedLane = ({ map, versus }: AskedLaneProps): JSX.Element => (
  <Lane name="Asked">
    {map.surveys.length > 0 ? (
      <ul class="wide surveys">
        {map.surveys.map((survey) => (
          <SurveyCard key={survey.id} survey={survey} versus={versus} />
        ))}
      </ul>
    ) : (
      <p class="wide none">
        No survey has been shown. Name one in <code>surveys</code> and the moment for it in <code>triggers</code>.
      </p>
    )}
  </Lane>
);
