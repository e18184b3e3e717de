// The map's page: draws the map that stands in the document, or else asks the collector that the document came from.
import { EMBEDDED } from "./map-file.ts";
import { startPage } from "./page/start-page.tsx";
import { renderMap } from "./render-map.tsx";

const embedded = document.getElementById(EMBEDDED);
if (embedded?.textContent) {
  const { map, ...beside } = JSON.parse(embedded.textContent);
  document.title = `${map.title ?? map.site} · Journey map`;
  renderMap(document.body, map, beside);
} else startPage(document.body);
