// `waymark.ask.js`: hands the asking over to the core.
import { startAsking } from "./asking.ts";
import { sharedParts } from "./dom/load-chunk.ts";

sharedParts().ask = startAsking;
