// The other map that this one is compared with: another group of visitors, or the same in the time before.
import type { JourneyMap, MapStage } from "@waymark/protocol";

export interface Versus {
  readonly map: JourneyMap;
  /** What the two are called, such as `Everyone` and `Phone`. */
  readonly names: readonly [own: string, other: string];
}

export const findStage = ({ stages }: JourneyMap, id: string): MapStage | undefined =>
  stages.find((stage) => stage.id === id);
