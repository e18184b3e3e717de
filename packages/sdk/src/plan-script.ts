// `waymark.plan.js`: hands the reading and placing over to the core, and the hashes of the parts that follow.
import { sharedParts } from "./dom/load-chunk.ts";
import { loadPlan } from "./plan.ts";

declare const __SIGNALS__: string;
declare const __FORMS__: string;
declare const __ASK__: string;
declare const __SURVEY__: string;
declare const __BUTTON__: string;
declare const __LANGUAGES__: string;

const parts = sharedParts();
parts.plan = loadPlan;
const asking = { ask: __ASK__, survey: __SURVEY__, button: __BUTTON__, languages: __LANGUAGES__ };
parts.integrity = { ...parts.integrity, signals: __SIGNALS__, forms: __FORMS__, ...asking };
