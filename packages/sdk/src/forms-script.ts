// `waymark.forms.js`: hands the trackers of forms over to the core.
import { sharedParts } from "./dom/load-chunk.ts";
import { FORM_TRACKERS } from "./forms.ts";

sharedParts().forms = FORM_TRACKERS;
