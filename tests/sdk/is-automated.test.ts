import { expect, test } from "vitest";
import { isAutomated } from "../../packages/sdk/src/is-automated.ts";

const CHROME = "(KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const MOBILE = "(KHTML, like Gecko) Chrome/131.0.6778.39 Mobile Safari/537.36";

test.each([
  [
    "Googlebot",
    `Mozilla/5.0 AppleWebKit/537.36 ${CHROME} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  ],
  ["Google's inspection", `Mozilla/5.0 AppleWebKit/537.36 ${CHROME} (compatible; Google-InspectionTool/1.0;)`],
  ["GoogleOther", `Mozilla/5.0 AppleWebKit/537.36 ${CHROME} (compatible; GoogleOther)`],
  ["AdsBot", "Mozilla/5.0 (Linux; Android 5.0; SM-G920A) AppleWebKit Mobile Safari (compatible; AdsBot-Google-Mobile)"],
  ["bingbot", `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) ${CHROME}`],
  ["Applebot", "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15 (Applebot/0.1)"],
  ["Baiduspider", "Mozilla/5.0 (compatible; Baiduspider-render/2.0; +http://www.baidu.com/search/spider.html)"],
  ["GPTBot", `Mozilla/5.0 AppleWebKit/537.36 ${CHROME}; GPTBot/1.2; +https://openai.com/gptbot`],
  ["Bytespider", "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 Mobile Safari/537.36; Bytespider; spider@x.com"],
  ["Screaming Frog", `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${CHROME} Screaming Frog SEO Spider/20.1`],
  ["Lighthouse", `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 ${CHROME} Chrome-Lighthouse`],
  [
    "headless Chrome",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML) HeadlessChrome/131.0.0.0 Safari/537.36",
  ],
  ["WebPageTest", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME} PTST/240101`],
])("%s is nobody", (_, userAgent) => expect(isAutomated({ userAgent, webdriver: false })).toBe(true));

test.each([
  ["Chrome", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME}`],
  ["Edge", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME} Edg/131.0.0.0`],
  ["Opera", `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${CHROME} OPR/116.0.0.0`],
  ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
  [
    "Safari",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
  ],
  [
    "an iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  ],
  [
    "Chrome of iOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
  ],
  [
    "Samsung's",
    `Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  ["a Cubot", `Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG STAR) AppleWebKit/537.36 ${MOBILE}`],
  ["another Cubot", `Mozilla/5.0 (Linux; Android 9; Cubot_X18_Plus Build/O11019) AppleWebKit/537.36 ${MOBILE}`],
  ["a bottle's word", `Mozilla/5.0 (Linux; Android 13; Bottega 5) AppleWebKit/537.36 ${MOBILE}`],
  [
    "Facebook's",
    "Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) AppleWebKit/537.36 Version/4.0 Chrome/131.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0;]",
  ],
  ["nothing at all", ""],
])("%s is somebody's", (_, userAgent) => expect(isAutomated({ userAgent, webdriver: false })).toBe(false));

test("who says to be driven is nobody", () =>
  expect(isAutomated({ userAgent: `Mozilla/5.0 (X11) ${CHROME}`, webdriver: true })).toBe(true));
