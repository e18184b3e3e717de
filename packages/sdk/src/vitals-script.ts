// `waymark.vitals.js`: hands the vitals tracker over to the core.
import { sharedParts } from "./dom/load-chunk.ts";
import { trackVitals } from "./trackers/vitals.ts";

sharedParts().vitals = trackVitals;
