// Whether a survey stands behind a button of its own.
import type { Placement } from "@waymark/protocol";

export const hasButton = (placement: Placement | undefined): boolean =>
  placement instanceof Object && Object.hasOwn(placement, "button");
