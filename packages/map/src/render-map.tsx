// Draws a journey map into a page.
import type { JourneyMap } from "@waymark/protocol";
import { render } from "preact";

/** Draws the map into `root`, in place of what it drew there before. */
export const renderMap = (root: Element, map: JourneyMap): void => {
  render(<h1>{map.site}</h1>, root);
};
