// The journey map as a view: data in, a page out.
export { type MapFileParts, toMapFile } from "./map-file.ts";
export { type Choice, readChoice, toMapQuery, toRivalQuery } from "./page/choice.ts";
export type { Versus } from "./page/versus.ts";
export { type Beside, renderMap } from "./render-map.tsx";
export { toNames } from "./words/groups.ts";
