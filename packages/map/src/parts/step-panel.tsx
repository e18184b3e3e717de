// All that is known of one step.
import type { JourneyMap, MapMove, StepKey, Verbatim } from "@waymark/protocol";
import type { JSX } from "preact";
import { listSteps, type StepInStage, toSize } from "../layout/steps.ts";
import { toFrictionName } from "../words/friction.ts";
import { toCount, toDuration, toPercent, toShare, toShareText } from "../words/numbers.ts";
import { Histogram } from "./histogram.tsx";
import { Meter } from "./meter.tsx";
import { Panel } from "./panel.tsx";
import { Quote } from "./quote.tsx";

interface StepPanelProps {
  readonly map: JourneyMap;
  readonly found: StepInStage;
  readonly onOpen: (key: StepKey) => void;
  readonly onClose: () => void;
}

const Facts = ({
  map: { threshold, window, visitors },
  found: { step },
}: Pick<StepPanelProps, "map" | "found">): JSX.Element => {
  const facts: readonly (readonly [string, string, string?])[] = [
    ["Visitors", toCount(step.visitors, threshold)],
    ["Visits", toCount(step.visits, threshold)],
    ["Left here", toCount(step.dropped, threshold), toShareText(toShare(step.dropped, step.visitors))],
    ["In progress", toCount(step.inProgress, threshold), `up to ${toDuration(window)}`],
    ["Skipped", toCount(step.skipped, threshold), toShareText(toShare(step.skipped, visitors))],
    ["Came again", toCount(step.repeated, threshold), toShareText(toShare(step.repeated, step.visitors))],
    ["Left for outside", toCount(step.outside, threshold), toShareText(toShare(step.outside, step.visitors))],
    ["Time here", step.dwell === null ? "–" : toDuration(step.dwell), "75 % take less"],
    ...(step.chance === null ? [] : [["Reach the goal", toPercent(step.chance), "from here"] as const]),
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
};

interface NeighboursProps {
  readonly title: string;
  readonly moves: readonly MapMove[];
  readonly end: "from" | "to";
  readonly map: JourneyMap;
  readonly onOpen: (key: StepKey) => void;
}

const Neighbours = ({ title, moves, end, map, onOpen }: NeighboursProps): JSX.Element | null => {
  const steps = new Map(listSteps(map).map((each) => [each.key, each]));
  const sorted = moves.toSorted((a, b) => toSize(b.visitors) - toSize(a.visitors));
  if (sorted.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="neighbours">
        {sorted.map((move) => (
          <li key={move[end]}>
            <button type="button" class="link" onClick={() => onOpen(move[end])}>
              {steps.get(move[end])?.step.label ?? move[end]}
            </button>
            <span class="figure">{toCount(move.visitors, map.threshold)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const StepPanel = ({ map, found, onOpen, onClose }: StepPanelProps): JSX.Element => {
  const { key, step, stage } = found;
  const known = new Set(listSteps(map).map((each) => each.key));
  const moves = map.moves.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const voices: readonly Verbatim[] = stage.verbatims.filter((verbatim) => verbatim.step === step.id);
  return (
    <Panel id={key} title={step.label} over={stage.label} onClose={onClose}>
      <Facts map={map} found={found} />
      <Neighbours title="From" moves={moves.filter(({ to }) => to === key)} end="from" map={map} onOpen={onOpen} />
      <Neighbours title="To" moves={moves.filter(({ from }) => from === key)} end="to" map={map} onOpen={onOpen} />
      {step.friction.length > 0 && (
        <section>
          <h3>Friction</h3>
          <ul class="meters">
            {step.friction.map((sign) => (
              <Meter
                key={`${sign.type} ${sign.state}`}
                label={toFrictionName(sign)}
                figure={sign.rate === null ? toCount(null, map.threshold) : toPercent(sign.rate)}
                size={sign.rate}
              />
            ))}
          </ul>
        </section>
      )}
      {step.emotion.n > 0 && (
        <section>
          <h3>Emotion</h3>
          <Histogram emotion={step.emotion} least={Math.max(5, map.threshold)} />
        </section>
      )}
      <section>
        <h3>Voice</h3>
        {voices.length === 0 && <p class="none">Nobody has said anything here yet.</p>}
        {voices.map((verbatim, i) => (
          <Quote key={i} verbatim={verbatim} stage={stage} isWhole />
        ))}
      </section>
    </Panel>
  );
};
