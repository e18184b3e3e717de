// What stands out of the map, and how a step comes to.
import type { StepKey } from "@waymark/protocol";

export interface Focus {
  /** The step that stands out: pointed at, in keyboard focus, or open in the panel. */
  readonly lit: StepKey | null;
  readonly point: (key: StepKey | null) => void;
  readonly open: (key: StepKey) => void;
}
