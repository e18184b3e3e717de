// Above the map: what it is about, and the ways to choose what it counts.
import type { JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import { DEVICES, PERIODS, toggleIncluded, type View, writeRival } from "../page/choice.ts";
import type { Controls } from "../page/controls.ts";
import { toTime } from "../words/dates.ts";
import { toLabel } from "../words/friction.ts";
import { listRivals } from "../words/groups.ts";
import { toHeadline } from "../words/headline.ts";
import { toDuration, toNumber } from "../words/numbers.ts";
import { Chip, Chips } from "./chips.tsx";

interface HeaderProps {
  readonly map: JourneyMap;
  readonly controls: Controls | undefined;
  readonly view: View;
  readonly onView: (view: View) => void;
}

const VIEWS = [
  ["map", "Map"],
  ["table", "Table"],
] as const;

const SiteChoice = ({ map, controls }: { readonly map: JourneyMap; readonly controls: Controls }): JSX.Element => (
  <label class="site">
    <span class="heard">Site</span>
    <select name="site" value={map.site} onChange={(event) => controls.choose({ site: event.currentTarget.value })}>
      {map.sites.map((site) => (
        <option key={site} value={site}>
          {site}
        </option>
      ))}
    </select>
  </label>
);

const Compare = ({ map, controls }: { readonly map: JourneyMap; readonly controls: Controls }): JSX.Element => {
  const { choice, choose } = controls;
  const rivals = listRivals(map, choice).map(([rival, name]) => ({ rival, name, value: writeRival(rival) }));
  const chosen = choice.versus ? writeRival(choice.versus) : "";
  return (
    <label class={chosen ? "site on" : "site"}>
      <span class="heard">Compare with</span>
      <select
        name="versus"
        value={chosen}
        onChange={({ currentTarget }) =>
          choose({ versus: rivals.find(({ value }) => value === currentTarget.value)?.rival ?? null })
        }
      >
        <option value="">Compare with …</option>
        {rivals.map(({ value, name }) => (
          <option key={value} value={value}>
            {chosen === value ? `Compared: ${name}` : name}
          </option>
        ))}
      </select>
    </label>
  );
};

/** Nothing is offered that would change nothing. */
const Filters = ({ map, controls }: { readonly map: JourneyMap; readonly controls: Controls }): JSX.Element => {
  const { choice, choose } = controls;
  const kinds = (["simulated", "automated"] as const).filter((kind) => map[`${kind}Visitors`] > 0 || map[kind]);
  return (
    <div class="filters">
      {map.sites.length > 1 && <SiteChoice map={map} controls={controls} />}
      <Chips
        name="Period"
        options={PERIODS.map((days) => [days, `${days} days`] as const)}
        value={choice.days}
        onChoose={(days) => choose({ days })}
      />
      {(map.visitors > 0 || map.device !== null) && (
        <Chips
          name="Device"
          options={[[null, "Everyone"], ...DEVICES.map((device) => [device, toLabel(device)] as const)]}
          value={map.device}
          onChoose={(device) => choose({ device })}
        />
      )}
      {map.personas.length > 0 && (
        <Chips
          name="Persona"
          options={[
            ...(map.persona === null ? [] : [[null, "All personas"] as const]),
            ...map.personas.map(({ id, label }) => [id, label] as const),
          ]}
          value={map.persona}
          onChoose={(persona) => choose({ persona: persona === map.persona ? null : persona })}
        />
      )}
      {map.hasPlan && map.visitors > 0 && <Compare map={map} controls={controls} />}
      {kinds.map((kind) => (
        <Chip key={kind} isOn={map[kind]} onPress={() => choose({ include: toggleIncluded(map, kind) })}>
          {toLabel(kind)} <span class="count">{toNumber(map[`${kind}Visitors`])}</span>
        </Chip>
      ))}
      <p class="as-of">
        {controls.waited > 2_000 ? `Counting, ${toDuration(controls.waited)} …` : `As of ${toTime(map.now)}`}
        <button type="button" class="refresh" onClick={controls.refresh} aria-disabled={controls.isBusy}>
          Refresh
        </button>
      </p>
      <p class="heard" role="status">
        {controls.said}
      </p>
    </div>
  );
};

export const Header = ({ map, controls, view, onView }: HeaderProps): JSX.Element => (
  <header>
    <div class="masthead">
      <div>
        <h1>{map.title ?? map.site}</h1>
        <p class="headline">{toHeadline(map).join(" · ")}</p>
      </div>
      {map.hasPlan && map.visitors > 0 && <Chips name="View" options={VIEWS} value={view} onChoose={onView} />}
    </div>
    {controls && <Filters map={map} controls={controls} />}
  </header>
);
