// A word to the site's other tabs, of this origin.

/**
 * `undefined` where there is none to be had: Firefox refuses it where it refuses storage.
 *
 * Stays open in a page that is kept for the way back: what comes then throws that page out of the page cache (Chromium,
 * Firefox), or is heard when it is shown again (WebKit), so that no page comes back with a consent that was taken back.
 */
export function openTabs(site: string, hear: (word: unknown) => void): BroadcastChannel | undefined {
  try {
    const channel = new BroadcastChannel(`waymark:${site}`);
    channel.onmessage = ({ data }) => hear(data);
    return channel;
  } catch {
    return undefined;
  }
}
