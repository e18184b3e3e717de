// The script tag: reads its attributes, starts, answers calls that came before it, and writes the one global.
import { loadChunk, sharedParts } from "./dom/load-chunk.ts";
import { ofDocument } from "./dom/of-document.ts";
import { toOptions } from "./options.ts";
import { start } from "./start.ts";
import type { Waymark } from "./waymark.ts";

declare const __PLAN__: string;
declare const __IDLE__: string;

type Call = readonly [method: keyof Waymark, ...rest: unknown[]];

const tag = ofDocument("currentScript");

function begin({ src, nonce, dataset }: HTMLScriptElement): void {
  sharedParts().integrity ??= { plan: __PLAN__, idle: __IDLE__ };
  const load = (name: string) => loadChunk<never>(name, src.replace(/[^/]*$/, `waymark.${name}.js`), nonce);
  const waymark = start(toOptions(dataset, new URL(src).origin), load);
  const push = (...calls: Call[]) => {
    for (const [method, ...rest] of calls) (waymark[method] as ((...all: unknown[]) => unknown) | undefined)?.(...rest);
  };
  const scope = window as { waymark?: unknown };
  const early = scope.waymark;
  scope.waymark = { ...waymark, push };
  // Only a list is a queue from before: the page may have an element of this name.
  if (Array.isArray(early)) push(...(early as Call[]));
}

try {
  if (tag instanceof HTMLScriptElement) begin(tag);
} catch {
  // Whatever stood in the way, the page goes on without us.
}
