// `waymark.plan.js`: hands the reading and placing over to the core, and the hashes of what only a plan leads to.
import { sharedParts } from "./dom/load-chunk.ts";
import { loadPlan } from "./plan.ts";

declare const __SIGNALS__: string;
declare const __ASK__: string;
declare const __SURVEY__: string;

const parts = sharedParts();
parts.plan = loadPlan;
parts.integrity = { ...parts.integrity, signals: __SIGNALS__, ask: __ASK__, survey: __SURVEY__ };
