// Words stand out from their ground, ours and in the colours that a page sets.
import { describe, expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { kinds, one } from "./kinds.ts";
import { runAxe } from "./run-axe.ts";
import { toPage, useSurveyPage } from "./survey-page.ts";

const { open, close, find, page, told, troubles, textOf, boxOf } = useSurveyPage({
  "/look": {
    body: toPage(`<script>for (const [name, value] of new URLSearchParams(location.search))
      document.documentElement.style.setProperty("--waymark-" + name, value)</script>`),
  },
});

/** Contrast of every piece of text with what is behind it; axe can't tell in the top layer. */
const contrasts = async () =>
  (await find(".card")).evaluate((card) => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color: string) => {
      if (!context) throw new Error("no canvas");
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      const color = element ? getComputedStyle(element).backgroundColor : "white";
      return color === "rgba(0, 0, 0, 0)" ? behind(element?.parentElement ?? null) : color;
    };
    const hasText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue);
    return [...card.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && hasText(element))
      .map((element) => {
        const [text, ground] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
        const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        return { text: element.textContent, ratio };
      });
  });

test.each(["light", "dark"] as const)("text is at least 4.5 to 1 against its ground, %s", async (theme) => {
  for (const name of Object.keys(kinds)) {
    await open(one(name, theme));
    if (name !== "text" && name !== "message") {
      await (await find(".go")).click();
      await (await find("input")).evaluate((field) => field.setAttribute("checked", ""));
    }
    const measured = await contrasts();
    expect(measured.length).toBeGreaterThan(2);
    expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    await close();
  }
  await open(one("text", theme));
});

test("what is sent can be opened by keyboard, read and found without fault", async () => {
  await open(one("nps"));
  await (await find("summary")).focus();
  await page().keyboard.press("Enter");
  await eventually("open", async () => (await textOf(".sent"))?.includes("checkout · cart"));
  expect(await textOf(".sent")).toContain("Random numbers");
  expect(await troubles()).toEqual([]);
  const measured = await contrasts();
  expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  expect(await runAxe(page())).toEqual([]);
  expect(await told()).not.toContain("completed");
});

describe("what the page sets of the look", () => {
  const problems = () => page().evaluate(() => survey.problems);
  const set = (tokens: { readonly [name: string]: string }) => `/look?${new URLSearchParams(tokens)}`;

  test("counts where it can be read, and nothing is said", async () => {
    await open(one("points", "light"), { path: set({ accent: "#7b2d8b", radius: "4px", width: "30em" }) });
    const { width } = await boxOf(".card");
    expect(width).toBe(480);
    expect(await (await find(".go")).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      "rgb(123, 45, 139)",
    );
    expect(await (await find(".card")).evaluate((card) => getComputedStyle(card).borderRadius)).toBe("4px");
    expect(await problems()).toEqual([]);
  });

  test.each<["light" | "dark", { readonly [name: string]: string }]>([
    ["light", { accent: "#ffd400", "on-accent": "#ffffff" }],
    ["light", { background: "#777", text: "#888", muted: "#999" }],
    ["dark", { accent: "#222", text: "#333" }],
    ["dark", { background: "oklch(0.3 0.1 250)", muted: "rgb(40 40 60)" }],
  ])("is made to stand out where it can't be read: %s %j", async (theme, tokens) => {
    for (const name of ["points", "choice", "text", "message"]) {
      await open(one(name, theme), { path: set(tokens) });
      const measured = await contrasts();
      expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect((await problems()).map((line) => line.replace(/.*: /, ""))).toEqual(["is too faint; made to stand out"]);
      if (name !== "message") await close();
    }
  });

  test("does not count where it is no value, or would fetch something", async () => {
    await open(one("points", "light"), {
      path: set({ accent: "url(https://shop.example/x)", width: "very", text: "blue" }),
    });
    expect(await (await find(".go")).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      "rgb(47, 91, 215)",
    );
    expect((await boxOf(".card")).width).toBe(368);
    expect(await problems()).toEqual(["--waymark-accent, --waymark-width: is no value; ours stands"]);
  });
});

test("a ground that can be seen through does not count", async () => {
  for (const background of ["transparent", "rgb(0 0 0 / 0.2)"]) {
    await open(one("text", "light"), { path: `/look?${new URLSearchParams({ background })}` });
    const ground = await (await find(".card")).evaluate((card) => getComputedStyle(card).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
    if (background === "transparent") await close();
  }
});
