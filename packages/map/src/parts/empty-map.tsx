// In place of a map that has nothing to show yet: what is missing, and how to get it.
import type { JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import { toggleIncluded } from "../page/choice.ts";
import type { Controls } from "../page/controls.ts";
import { toNumber } from "../words/numbers.ts";

interface EmptyMapProps {
  readonly map: JourneyMap;
  readonly controls: Controls | undefined;
}

const EXAMPLE = `{
  "stages": [
    { "id": "discover", "label": "Discover", "pages": ["/", "/blog/**"] },
    { "id": "choose", "label": "Choose", "pages": ["/products/**"] },
    { "id": "checkout", "label": "Check out", "steps": [
      { "id": "cart", "label": "Basket", "pages": ["/cart"] },
      { "id": "done", "label": "Ordered", "pages": ["/thanks"], "goal": true }
    ] }
  ]
}`;

const NoPlan = (): JSX.Element => (
  <section class="card empty">
    <h2>Name the stages of your journey</h2>
    <p>
      The map is drawn along the stages that you expect. Write them into <code>waymark.json</code>, from first contact
      to the goal:
    </p>
    <pre>{EXAMPLE}</pre>
    <p>
      Then start the collector with <code>waymark collect --config waymark.json</code>. What has been collected by then
      is placed in the stages too.
    </p>
  </section>
);

const NoVisitors = ({ map, controls }: EmptyMapProps): JSX.Element => {
  const origin = controls?.origin ?? "https://your-collector.example";
  const tag = `<script async src="${origin}/waymark.js" data-config="${origin}/waymark.json" data-consent="granted"></script>`;
  return (
    <section class="card empty">
      <h2>Waiting for the first visitor</h2>
      <p>Paste this into the pages of your site, before the end of their head:</p>
      <pre>{tag}</pre>
      <p>
        It sends to <code>{origin}/ingest</code>. With <code>data-consent="pending"</code> nothing is stored or sent
        until your page calls <code>waymark.consent("granted")</code>.
      </p>
      {controls && map.simulatedVisitors > 0 && !map.simulated && (
        <p class="row">
          <button
            type="button"
            class="button"
            onClick={() => controls.choose({ include: toggleIncluded(map, "simulated") })}
          >
            Show {toNumber(map.simulatedVisitors)} simulated meanwhile
          </button>
        </p>
      )}
      <p>
        The plan stands ready: {map.stages.map(({ label }) => label).join(" → ")}. This page draws it as soon as
        somebody comes by.
      </p>
    </section>
  );
};

/** Visitors are there, but the choice leaves them all out. */
const NoneChosen = ({ controls: { choice, choose } }: { readonly controls: Controls }): JSX.Element => {
  return (
    <section class="card empty">
      <h2>Nobody fits this choice</h2>
      <p>There may be visitors on other devices or in a longer period.</p>
      <p class="row">
        <button type="button" class="button" onClick={() => choose({ device: null })}>
          Show all devices
        </button>
        {choice.days < 90 && (
          <button type="button" class="button" onClick={() => choose({ days: 90 })}>
            Show 90 days
          </button>
        )}
      </p>
    </section>
  );
};

export const EmptyMap = ({ map, controls }: EmptyMapProps): JSX.Element => {
  if (!map.hasPlan) return <NoPlan />;
  return controls && map.device !== null ? (
    <NoneChosen controls={controls} />
  ) : (
    <NoVisitors map={map} controls={controls} />
  );
};
