// `waymark.idle.js`: hands over what can wait until the page is idle.
import { sharedParts } from "./dom/load-chunk.ts";
import { startIdle } from "./idle.ts";

sharedParts().idle = startIdle;
