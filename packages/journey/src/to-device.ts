// Which kind of device a page is seen on, by what a page can tell of itself.
import type { Device } from "@waymark/protocol";

/** Narrower than any tablet held upright (iPad mini 744, small Android tablets 600), wider than any phone held upright. */
const TABLET_FROM = 600;

/**
 * A `desktop` is what is not used by touch, however narrow its window. By touch it is a `phone` under 600 CSS pixels of
 * width, else a `tablet`: Android's own border (`sw600dp`). A phone held sideways is a tablet, as it has that much room.
 *
 * @param width of the viewport, CSS pixels
 * @param touch whether the main pointer is a finger
 */
export const toDevice = ({
  width,
  touch,
}: {
  readonly width: number;
  readonly touch?: boolean | undefined;
}): Device => {
  if (!touch) return "desktop";
  return width < TABLET_FROM ? "phone" : "tablet";
};
