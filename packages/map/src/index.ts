// The journey map as a view: data in, a page out.
export { renderMap } from "./render-map.tsx";
