// The survey by keyboard alone: going through, picking, sending, closing; and a pointer beside it.
import type { Survey } from "@waymark/protocol";
import type { KeyInput } from "puppeteer-core";
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { kinds, leaving, one } from "./kinds.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, close, find, page, focused, told, troubles, textOf, isGone } = useSurveyPage();

test("a keyboard alone goes from choice to text to thanks, and focus returns", async () => {
  await open(leaving);
  await page().focus("#search");
  await page().keyboard.press("Tab");
  expect(await focused()).toBe("radio Cost");
  await page().keyboard.press("ArrowDown");
  expect([await focused(), await told()]).toEqual(["radio Payment", []]);
  await page().keyboard.press("Space");
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  expect(await focused()).toBe("question");
  await page().keyboard.press("Tab");
  await page().keyboard.type("The card failed");
  for (const place of ["quiet", "quiet", "go"]) {
    await page().keyboard.press("Tab");
    expect(await focused()).toBe(place);
  }
  await page().keyboard.press("Enter");
  expect(await textOf("#question")).toBe("Thank you for your answer.");
  expect(await told()).toEqual(["shown", "answer", "answer", "completed"]);
  await page().keyboard.press("Escape");
  await isGone();
  expect(await focused()).toBe("search");
  expect(await troubles()).toEqual([]);
});

test("a keyboard alone picks several, puts one back, types another and sends them together", async () => {
  await open(one("choices"));
  await page().focus("#search");
  for (const picked of ["Prices", "Pictures", "Reviews"]) {
    await page().keyboard.press("Tab");
    expect(await focused()).toBe(`checkbox ${picked}`);
    await page().keyboard.press("Space");
  }
  await page().keyboard.down("Shift");
  await page().keyboard.press("Tab");
  await page().keyboard.up("Shift");
  await page().keyboard.press("Space");
  for (const _ of ["Reviews", "else"]) await page().keyboard.press("Tab");
  await page().keyboard.press("Space");
  await page().keyboard.press("Tab");
  await page().keyboard.type("Sizes");
  await page().keyboard.press("Enter");
  await eventually("completed", async () => (await told()).includes("completed"));
  expect(await page().evaluate(() => survey.outcomes[1])).toMatchObject({
    kind: "choices",
    value: ["Prices", "Reviews", "Sizes"],
    other: true,
  });
});

/** What is pressed where the keyboard comes in, and the answer that this gives; what does not go on by itself goes on by its button. */
const KEYS: { readonly [kind: string]: readonly [keys: readonly KeyInput[], value: unknown] } = {
  points: [["ArrowRight", "Enter"], 2],
  stars: [["ArrowRight", "Space"], 2],
  faces: [["ArrowLeft", "Enter"], 5],
  nps: [["ArrowDown", "ArrowDown", "Enter"], 2],
  ces: [["ArrowRight", "Space"], 2],
  thumbs: [["ArrowRight", "Enter"], 1],
  rating: [["ArrowUp", "Enter"], 10],
  choice: [["ArrowDown", "Enter"], "Payment"],
  choices: [
    ["Space", "Tab", "Space"],
    ["Prices", "Pictures"],
  ],
  text: [["KeyO", "KeyK"], "ok"],
  message: [[], undefined],
};

test.each(Object.keys(kinds))("a keyboard alone comes to %s, answers it and leaves", async (name) => {
  const [keys, value] = KEYS[name] ?? [[]];
  await open(one(name));
  await page().focus("#search");
  await page().keyboard.press("Tab");
  for (const key of keys) await page().keyboard.press(key);
  const isOver = async () => (await told()).includes("completed");
  await eventually("it is answered", async () => {
    if (await isOver()) return true;
    if (!["choices", "text", "message"].includes(name)) return false;
    await page().keyboard.press((await focused()) === "go" ? "Enter" : "Tab");
    return isOver();
  });
  const answers = await page().evaluate(() =>
    survey.outcomes.flatMap((each) => (each.type === "answer" ? each.value : [])),
  );
  expect(answers).toEqual([value ?? []].flat());
  expect(await troubles()).toEqual([]);
});

test("arrow keys go through all eleven scores without sending one", async () => {
  await open(one("nps"));
  await (await find("input[value='0']")).focus();
  await page().keyboard.press("Space");
  await eventually("sent by Space", async () => (await told()).includes("completed"));
  await close();
  await open(one("nps"));
  await page().focus("#search");
  await page().keyboard.press("Tab");
  for (let value = 1; value <= 10; value++) await page().keyboard.press("ArrowRight");
  expect(await focused()).toBe("radio 10");
  await eventually("shown", async () => (await told()).length > 0);
  expect(await told()).toEqual(["shown"]);
});

test("a real click picks and goes on; a double click doesn't answer the next question too", async () => {
  const both = { questions: [kinds.points, { ...kinds.points, id: "again" }] } as Survey;
  await open(both);
  const { x, y } = await (await find("input[value='4']")).clickablePoint();
  await page().mouse.click(x, y);
  await eventually("the second question", async () => (await textOf(".progress")) === "2 of 2");
  await page().mouse.down({ clickCount: 2 });
  await page().mouse.up({ clickCount: 2 });
  await eventually("picked", () => page().$(".ph-no-capture >>> input:checked"));
  // Set later and longer, this timer fires after the one by which the survey would go on.
  await page().evaluate(() => new Promise((done) => setTimeout(done, 200)));
  expect(await told()).toEqual(["shown", "answer"]);
});

test("page shortcuts are silent while the visitor types, and work otherwise", async () => {
  await open(one("text"));
  await (await find("#text")).focus();
  await page().keyboard.type("s/");
  expect(await page().evaluate(() => survey.keys)).toEqual([]);
  await page().focus("#search");
  await page().keyboard.type("s");
  await page().keyboard.press("Escape");
  expect(await page().evaluate(() => survey.keys)).toEqual(["s", "Escape"]);
  expect(await told()).toEqual([]);
});
