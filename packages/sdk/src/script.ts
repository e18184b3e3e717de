// The script tag: reads its attributes, starts, answers calls that came before it, and writes the one global.
import type { Chunks } from "./chunks.ts";
import { loadChunk } from "./dom/load-chunk.ts";
import { toOptions } from "./options.ts";
import { start } from "./start.ts";
import type { Waymark } from "./waymark.ts";

declare const __INTEGRITY__: { readonly signals: string; readonly vitals: string; readonly survey: string };

type Call = readonly [method: keyof Waymark, ...rest: readonly unknown[]];

/** The page may have an element named `currentScript`; the prototype's getter is not fooled. */
function findTag(): HTMLScriptElement | undefined {
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript") ?? {};
  const tag: unknown = get?.call(document);
  return tag instanceof HTMLScriptElement ? tag : undefined;
}

function begin(tag: HTMLScriptElement): void {
  const chunk =
    <T>(name: keyof typeof __INTEGRITY__) =>
    () =>
      loadChunk<T>(name, tag.src.replace(/[^/]*$/, `waymark.${name}.js`), __INTEGRITY__[name], tag);
  const chunks = { signals: chunk("signals"), vitals: chunk("vitals"), survey: chunk("survey") } as Chunks;
  const waymark = start(toOptions(tag, new URL(tag.src, location.href).origin), chunks);
  const call = ([method, ...rest]: Call) => {
    if (Object.hasOwn(waymark, method)) (waymark[method] as (...all: readonly unknown[]) => unknown)(...rest);
  };
  const scope = window as { waymark?: unknown };
  const early = scope.waymark;
  const push = (...calls: readonly Call[]) => {
    for (const each of calls) call(each);
  };
  scope.waymark = { ...waymark, push };
  // A list from before is the only thing that is taken over: an element of this name is no queue.
  if (Array.isArray(early)) push(...(early as readonly Call[]));
}

try {
  const tag = findTag();
  if (tag) begin(tag);
} catch {
  // Whatever stood in the way, the page goes on without us.
}
