// Draws a journey map into a page.
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";
import { render } from "preact";
import type { Versus } from "./page/versus.ts";
import { MapPage } from "./parts/map-page.tsx";

/** What a map may have beside it. */
export interface Beside {
  readonly versus?: Versus | undefined;
  readonly delivery?: DeliveryReport | undefined;
}

/** Draws the map into `root`, in place of what it drew there before. Needs the style sheet `map.css`, and no network. */
export const renderMap = (root: Element, map: JourneyMap, { versus, delivery }: Beside = {}): void => {
  render(<MapPage map={map} versus={versus} delivery={delivery} />, root);
};
