// Hears of the pages seen so far whenever there is a new one; of those before this document never again.
import type { Seen } from "@waymark/journey";
import type { FrictionContext } from "./tracker.ts";

export const onSeen = (
  { tab, onEntry }: Pick<FrictionContext, "tab" | "onEntry">,
  hear: (pages: readonly Seen[], page: Seen) => void,
): void =>
  onEntry(({ type, at }) => {
    // An entry that is heard late is not the last page any more, and a reload is none.
    const pages = tab.pages().filter((page) => page.at <= at);
    const page = pages[pages.length - 1];
    if (type === "page" && page?.at === at) hear(pages, page);
  });
