// CHANNELS: by which way each stage is known: solid is tracked by the tag, dashed was told by an import.
import type { JourneyMap, MapChannel, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { findStage, type Versus } from "../page/versus.ts";
import { Cell, Lane } from "../parts/lane.tsx";
import { toLabel } from "../words/friction.ts";
import { toCount, toPercent, toShare, toShareText } from "../words/numbers.ts";

interface ChannelsLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

const isSame = (one: MapChannel, other: MapChannel): boolean =>
  one.channel === other.channel && one.imported === other.imported;

const Channel = ({ channel, stage, threshold, other }: ChannelProps): JSX.Element => {
  const share = toShare(channel.visitors, stage.visitors);
  return (
    <li class={channel.imported ? "channel imported" : "channel"}>
      <svg class="line" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2="100" y1="3" y2="3" />
      </svg>
      <span class="label">{toLabel(channel.channel)}</span>
      <span class="heard">{channel.imported ? ", imported, " : ", tracked, "}</span>
      <span class="figure">
        {share === null ? toCount(channel.visitors, threshold) : toPercent(share)}
        {other !== undefined && <span class="versus"> · {other}</span>}
      </span>
    </li>
  );
};

interface ChannelProps {
  readonly channel: MapChannel;
  readonly stage: MapStage;
  readonly threshold: number;
  /** The share of the other group. */
  readonly other: string | undefined;
}

const toOther = (versus: Versus | undefined, stage: MapStage, channel: MapChannel): string | undefined => {
  if (!versus) return undefined;
  const there = findStage(versus.map, stage.id);
  const same = there?.channels.find((each) => isSame(each, channel));
  return toShareText(toShare(same?.visitors ?? 0, there?.visitors ?? 0));
};

export const ChannelsLane = ({ map, versus }: ChannelsLaneProps): JSX.Element | null =>
  map.stages.some(({ channels }) => channels.length > 0) ? (
    <Lane name="Channels">
      {map.stages.map((stage) => (
        <Cell key={stage.id} stage={stage.label}>
          {stage.channels.length === 0 && <p class="none">None yet.</p>}
          <ul class="channels-list">
            {stage.channels.map((channel) => (
              <Channel
                key={`${channel.channel} ${channel.imported}`}
                channel={channel}
                stage={stage}
                threshold={map.threshold}
                other={toOther(versus, stage, channel)}
              />
            ))}
          </ul>
        </Cell>
      ))}
    </Lane>
  ) : null;
