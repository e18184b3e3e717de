// What a simulated page observes, before it is an entry.
import type { Place } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";

export interface Observation {
  readonly kind: Entry["kind"];
  /** `step` is no entry itself: it has the place looked at anew. */
  readonly type: Entry["type"];
  readonly name: string;
  readonly data?: object;
  /** Where it belongs, when that is not where the visitor stands now. */
  readonly place?: Place | undefined;
}
