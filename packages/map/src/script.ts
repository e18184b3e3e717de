// The map's page: fetches the figures and draws them.
import type { JourneyMap } from "@waymark/protocol";
import { renderMap } from "./render-map.tsx";

const start = async (): Promise<void> => {
  const response = await fetch("/api/map");
  renderMap(document.body, (await response.json()) as JourneyMap);
};

void start();
