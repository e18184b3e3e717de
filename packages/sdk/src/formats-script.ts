// `waymark.formats.js`: hands over the delivery to other collectors; the hash of it comes with the format that was named.
import { sharedParts } from "./dom/load-chunk.ts";
import { createDeliverAs } from "./pipeline/deliver-format.ts";

sharedParts().formats = createDeliverAs;
