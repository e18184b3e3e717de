// The faults that delivery has to stand, by number: what each is called, and where it can be driven.

const WITHOUT_PROFILE = "WebKitGTK under automation keeps nothing of a session.";
const WITHOUT_KILL = "WebKitWebDriver ends the whole session when a page's process is gone.";
const chromiumOnly = (reason) => ({ firefox: reason, webkit: reason });

/**
 * `notIn` tells why an engine is left out.
 * @type {readonly { number: number, fault: string, notIn?: { [engine: string]: string } }[]}
 */
export const SCENARIOS = [
  { number: 1, fault: "track, then navigation in the same task" },
  { number: 2, fault: "the tab is closed at once" },
  { number: 3, fault: "the page's process is killed", notIn: { webkit: WITHOUT_KILL } },
  {
    number: 4,
    fault: "the page crashes",
    notIn: { firefox: "Firefox refuses `about:crashcontent` to automation.", webkit: WITHOUT_KILL },
  },
  { number: 5, fault: "the whole browser is killed", notIn: { webkit: WITHOUT_PROFILE } },
  { number: 6, fault: "the collector stores, then drops the socket" },
  { number: 7, fault: "every request arrives twice at the same time" },
  { number: 8, fault: "offline from the start" },
  { number: 9, fault: "a flapping network" },
  { number: 10, fault: "an outage of ten minutes, three tabs" },
  { number: 11, fault: "429 with Retry-After" },
  { number: 12, fault: "413 above 8 KiB" },
  { number: 13, fault: "one entry poisons its batch" },
  { number: 14, fault: "a part of a batch is refused" },
  { number: 15, fault: "a slow collector" },
  { number: 16, fault: "a collector that never answers" },
  { number: 17, fault: "a captive portal" },
  { number: 18, fault: "an ad blocker" },
  { number: 19, fault: "a policy without the collector" },
  { number: 20, fault: "a wrong key, later right" },
  {
    number: 21,
    fault: "the disk is full",
    notIn: chromiumOnly("Only Chromium's quota can be set and lifted while it runs."),
  },
  { number: 22, fault: "IndexedDB is denied" },
  { number: 23, fault: "IndexedDB hangs" },
  { number: 24, fault: "the connection to IndexedDB is lost" },
  { number: 25, fault: "leaving in the middle of a transaction" },
  { number: 26, fault: "eight tabs at once" },
  {
    number: 27,
    fault: "the tab that sends is frozen",
    notIn: chromiumOnly("Only Chromium can be made to freeze a page."),
  },
  { number: 28, fault: "back from the page cache with a request in flight" },
  { number: 29, fault: "no Web Locks, no randomUUID" },
  { number: 30, fault: "rendered ahead", notIn: chromiumOnly("The engine renders no page ahead.") },
  { number: 31, fault: "a clock that is wrong" },
  { number: 32, fault: "the page has used up the budget of keepalive" },
  { number: 33, fault: "replies that may not be stored" },
  { number: 34, fault: "a private window, a frame of another site" },
  { number: 35, fault: "nobody comes back after the kill", notIn: chromiumOnly("The engine has no `fetchLater`.") },
  { number: 36, fault: "a hostile page" },
  { number: 37, fault: "all of it, by chance", notIn: { webkit: WITHOUT_PROFILE } },
];

/** How a scenario's suite is called. */
export const titleOf = ({ number, fault }) => `#${number} ${fault}`;
