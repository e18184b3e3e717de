// All lanes on one axis, scrolled sideways together where the screen is narrower than they are.
import type { JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import { AskedLane } from "../lanes/asked-lane.tsx";
import { ChannelsLane } from "../lanes/channels-lane.tsx";
import { EmotionLane } from "../lanes/emotion-lane.tsx";
import { FlowLane } from "../lanes/flow-lane.tsx";
import type { Focus } from "../lanes/focus.ts";
import { FrictionLane } from "../lanes/friction-lane.tsx";
import { OwnerLane } from "../lanes/owner-lane.tsx";
import { PlanLane } from "../lanes/plan-lane.tsx";
import { StagesLane } from "../lanes/stages-lane.tsx";
import { VoiceLane } from "../lanes/voice-lane.tsx";
import { toStageColumns } from "../layout/step-columns.ts";
import type { Versus } from "../page/versus.ts";
import { useWidth } from "./use-width.ts";

interface LanesProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
  readonly focus: Focus;
  readonly onAll: (stage: string) => void;
}

export const Lanes = ({ map, versus, focus, onAll }: LanesProps): JSX.Element => {
  const [axis, width] = useWidth();
  const shares = toStageColumns(map).map(({ share }) => share);
  const columns = shares.map((share) => `minmax(0, ${share.toFixed(4)}fr)`).join(" ");
  // How many of the narrowest stage the axis is wide: the style sheet knows how narrow it may get.
  const spread = (1 / Math.min(...shares)).toFixed(3);
  return (
    <div class="frame">
      <div class="lanes" style={{ "--columns": columns, "--spread": spread }}>
        <div class="axis" ref={axis} />
        <StagesLane map={map} versus={versus} />
        <FlowLane map={map} versus={versus} width={width} focus={focus} />
        <PlanLane map={map} versus={versus} />
        <ChannelsLane map={map} versus={versus} />
        <EmotionLane map={map} versus={versus} width={width} lit={focus.lit} />
        <FrictionLane map={map} versus={versus} />
        <VoiceLane map={map} onAll={onAll} />
        <AskedLane map={map} versus={versus} />
        <OwnerLane map={map} versus={versus} />
      </div>
    </div>
  );
};
