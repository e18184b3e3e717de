// The survey's drawings: our own, since platforms draw emoji differently and some not at all.
import { makeSvg } from "./make.ts";

const CIRCLE = "M16 3.4a12.6 12.6 0 1 0 0 25.2a12.6 12.6 0 1 0 0-25.2z";
const mouths: readonly string[] = [
  "M10.6 22.6c2.1-4.3 8.7-4.3 10.8 0",
  "M11.3 21.6c2-2 7.4-2 9.4 0",
  "M11.4 20.4h9.2",
  "M11 19.2c2.1 3 7.9 3 10 0",
  "M10.2 18.2h11.6c-.6 6.4-11 6.4-11.6 0z",
];

const draw = (name: string, ...paths: readonly string[]): SVGSVGElement =>
  makeSvg(
    "svg",
    { viewBox: "0 0 32 32", class: name, "aria-hidden": "true" },
    ...paths.map((d) => makeSvg("path", { d })),
  );

/** A face from 1, awful, to 5, great; the style sheet fills the last mouth. */
export const drawFace = (grade: number): SVGSVGElement =>
  draw(grade === 5 ? "face grin" : "face", CIRCLE, "M12 12.5v1.1M20 12.5v1.1", mouths[grade - 1] ?? "");

/** A star; the style sheet fills it. */
export const drawStar = (): SVGSVGElement =>
  draw("star", "M16 4.6l3.5 7.2 7.9 1.1-5.7 5.5 1.4 7.9-7.1-3.8-7.1 3.8 1.4-7.9-5.7-5.5 7.9-1.1z");

const THUMB =
  "M5.5 14.5h4.6v12.2H5.5zM10.1 15.2l5-10.2c1.9 0 3.2 1.4 3.2 3.2v4.5h6c1.8 0 3.1 1.6 2.7 3.3l-1.8 8.2c-.3 1.4-1.5 2.4-3 2.4H10.1";

/** A thumb, 0 down or 1 up; the style sheet turns the first over. */
export const drawThumb = (up: number): SVGSVGElement => draw(up ? "thumb" : "thumb down", THUMB);

/** The cross of the close button. */
export const drawCross = (): SVGSVGElement => draw("cross", "M9 9l14 14M23 9L9 23");

/** The tick beside the thanks. */
export const drawTick = (): SVGSVGElement => draw("tick", CIRCLE, "M10.4 16.6l3.9 3.9 7.4-8.2");

/** A bubble of speech. */
export const drawBubble = (): SVGSVGElement =>
  draw("bubble", "M8.5 5.5h15a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4H15l-6.5 5v-5a4 4 0 0 1-4-4v-9a4 4 0 0 1 4-4z");
