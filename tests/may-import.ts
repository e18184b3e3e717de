// What each folder of packages may import beside its own files; `architecture.test.ts` holds the sources to it.

/** The first that fits counts. */
export const MAY_IMPORT: readonly (readonly [folder: string, allowed: RegExp])[] = [
  ["protocol/src/schema/", /^zod$/],
  ["protocol/", /^$/],
  ["journey/", /^@waymark\/protocol$/],
  ["sdk/", /^(@waymark\/(protocol|journey)|idb-keyval|web-vitals)$/],
  ["survey/", /^@waymark\/protocol$/],
  ["formats/", /^@waymark\/protocol$/],
  ["map/", /^(@waymark\/protocol|preact(\/[\w/-]+)?|d3-(sankey|shape))$/],
  ["collector/", /^(@waymark\/(protocol(\/schema)?|journey|formats|map)|@duckdb\/node-api|node:[\w/]+)$/],
  [
    "cli/",
    /^(@waymark\/(protocol(\/schema)?|journey|formats|map|collector)|css-selector-parser|csv-parse|node:[\w/]+)$/,
  ],
];
