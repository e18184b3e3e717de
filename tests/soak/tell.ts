// Tells touchpoints in a page: heard to the end, or left behind in the same task.
import type { Told } from "../browser/delivery/oracle.ts";
import type { OpenTab, Visit } from "./visit.ts";

interface Page {
  readonly waymark: { track(name: string, data: object): Promise<string> };
}

export interface TellOptions {
  /** About how many bytes each one's data takes. */
  readonly size: number;
  /** Each in a task of its own. */
  readonly isApart?: boolean;
}

const invent = ({ lab, toldIn }: Visit, { document }: OpenTab, count: number, size: number): readonly Told[] => {
  const told = lab.invent(count, size);
  for (const { name } of told) toldIn.set(name, { document, at: performance.now() });
  return told;
};

/** Tells, and hears how well each is kept. */
export const tell = async (
  visit: Visit,
  open: OpenTab,
  count: number,
  { size, isApart = false }: TellOptions,
): Promise<string> => {
  const told = invent(visit, open, count, size);
  const levels = await open.tab.evaluate(
    async (all, apart) => {
      const { waymark } = window as never as Page;
      const kept: Promise<string>[] = [];
      for (const { name, data } of all) {
        kept.push(waymark.track(name, data));
        if (apart) await new Promise((resolve) => setTimeout(resolve));
      }
      return Promise.all(kept);
    },
    told,
    isApart,
  );
  visit.lab.heard(told, levels);
  return [...new Set(levels)].join(" and ");
};

/** Tells in one task, and leaves in it too: to an address, by loading again (`""`), or not at all. Nobody hears. */
export const tellUnheard = (
  visit: Visit,
  open: OpenTab,
  count: number,
  size: number,
  to: string | null = null,
): Promise<void> => {
  const told = invent(visit, open, count, size);
  return open.tab.evaluate(
    (all, address) => {
      const { waymark } = window as never as Page;
      for (const { name, data } of all) waymark.track(name, data);
      if (address) location.href = address;
      else if (address === "") location.reload();
    },
    told,
    to,
  );
};
