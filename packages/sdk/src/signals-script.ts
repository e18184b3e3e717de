// `waymark.signals.js`: hands the signals over to the core.
import { sharedParts } from "./dom/load-chunk.ts";
import { startSignals } from "./signals.ts";

sharedParts().signals = startSignals;
