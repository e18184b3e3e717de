// Draws a journey map into a page.
import type { JourneyMap } from "@waymark/protocol";
import { render } from "preact";
import { MapPage } from "./parts/map-page.tsx";

/** Draws the map into `root`, in place of what it drew there before. Needs the style sheet `map.css`, and no network. */
export const renderMap = (root: Element, map: JourneyMap): void => {
  render(<MapPage map={map} />, root);
};
