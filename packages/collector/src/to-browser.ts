// What is kept of a user agent: enough to find a browser's fault, too little to know a person again.
import type { Device } from "@waymark/protocol";

export interface Browser {
  /** `chrome`, `edge`, `firefox`, `opera`, `safari`, `samsung` or `other`. */
  readonly family: string;
  /** Major version, where one is told. */
  readonly major?: number;
  readonly device: Device;
}

// In this order: nearly every browser also claims to be Chrome, and Chrome to be Safari.
const FAMILIES: readonly (readonly [family: string, version: RegExp])[] = [
  ["edge", /\bEdg(?:e|A|iOS)?\/(\d{1,4})/],
  ["opera", /\bOPR\/(\d{1,4})/],
  ["samsung", /\bSamsungBrowser\/(\d{1,4})/],
  ["firefox", /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ["chrome", /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d{1,4})/],
  ["safari", /\bVersion\/(\d{1,4})[.\d]* (?:Mobile\/\w+ )?Safari\//],
];

const toDevice = (userAgent: string): Device => {
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)) return "tablet";
  return /Mobi|iPhone/.test(userAgent) ? "phone" : "desktop";
};

/** Reduces a user agent; it is as untrusted as everything else that comes, so only known words leave here. */
export const toBrowser = (userAgent: string): Browser => {
  const device = toDevice(userAgent);
  for (const [family, version] of FAMILIES) {
    const match = version.exec(userAgent);
    if (match) return { family, major: Number(match[1]), device };
  }
  return { family: "other", device };
};
