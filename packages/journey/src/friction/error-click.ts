// When an error is what a click came to.

const WITHIN = 1000;

/**
 * An error that nobody caught, at most 1,000 ms after a click; not one that was seen within the 1,000 ms before it, which
 * comes without clicks, too. All in ms, monotonic; `before` is the last error of the same kind before the click.
 *
 * Amplitude counts 2,000 ms after a click on a listed control, Datadog (in apps) errors during an action or up to 100 ms after.
 */
export function isErrorClick(click: number, error: number, before = -Infinity): boolean {
  const isUsual = click - before <= WITHIN;
  return !isUsual && error >= click && error - click <= WITHIN;
}
