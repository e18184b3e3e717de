import { expect, test } from "vitest";
import { toBrowser } from "../../packages/collector/src/to-browser.ts";

const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} Chrome/126.0.0.0 Safari/537.36`, "chrome", 126, "desktop"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/126.0.0.0 Safari/537.36`, "chrome", 126, "desktop"],
  [`Mozilla/5.0 (Linux; Android 10; K) ${KIT} Chrome/126.0.0.0 Mobile Safari/537.36`, "chrome", 126, "phone"],
  [`Mozilla/5.0 (Linux; Android 10; K) ${KIT} Chrome/126.0.0.0 Safari/537.36`, "chrome", 126, "tablet"],
  [`Mozilla/5.0 (Windows NT 10.0) ${KIT} Chrome/126.0.0.0 Safari/537.36 Edg/125.0.0.0`, "edge", 125, "desktop"],
  [`Mozilla/5.0 (Windows NT 10.0) ${KIT} Chrome/126.0.0.0 Safari/537.36 OPR/110.0`, "opera", 110, "desktop"],
  [
    `Mozilla/5.0 (Linux; Android 13) ${KIT} SamsungBrowser/25.0 Chrome/121 Mobile Safari/537.36`,
    "samsung",
    25,
    "phone",
  ],
  ["Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "firefox", 127, "phone"],
  ["Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML) Version/17.5 Safari/605.1.15", "safari", 17, "desktop"],
  ["Mozilla/5.0 (iPhone) AppleWebKit/605 (KHTML) Version/17.5 Mobile/15E148 Safari/604.1", "safari", 17, "phone"],
  ["Mozilla/5.0 (iPad) AppleWebKit/605 (KHTML) CriOS/126.0 Mobile/15E148 Safari/604.1", "chrome", 126, "tablet"],
])("%s", (userAgent, family, major, device) => {
  expect(toBrowser(userAgent)).toEqual({ family, major, device });
});

test("what is unknown stays unknown", () => {
  expect(toBrowser("")).toEqual({ family: "other", device: "desktop" });
  expect(toBrowser("curl/8.5 <script>")).toEqual({ family: "other", device: "desktop" });
});
