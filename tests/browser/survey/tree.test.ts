// What screen readers are given of the survey: Chromium's accessibility tree of each kind of question, and of each state.
import type { SerializedAXNode } from "puppeteer-core";
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { kinds, leaving, one } from "./kinds.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, page, find, click, focus, textOf, told } = useSurveyPage();

const ROLES = "region form group radio checkbox textbox link button DisclosureTriangle DescriptionList".split(" ");
const STATES = ["checked", "focused", "invalid", "expanded", "multiline"] as const;

/** A line for each node that is more than words: role, name, (description), states. */
const toLines = ({ role, name, description, children = [], ...rest }: SerializedAXNode): readonly string[] => {
  const inside = children.flatMap(toLines);
  if (!ROLES.includes(role) && !(role === "paragraph" && name)) return inside;
  const states = STATES.filter((state) => rest[state] && `${rest[state]}` !== "false");
  const words = [role, name && `"${name}"`, description && `(${description})`, ...states].filter(Boolean);
  return [words.join(" "), ...inside.map((line) => `  ${line}`)];
};
const treeOf = async () => {
  const tree = await page().accessibility.snapshot({ interestingOnly: false, root: await find(".card") });
  return tree ? toLines(tree) : [];
};

interface Ways {
  readonly back?: string;
  readonly sent?: readonly string[];
  readonly go?: string;
}
const SENT = ['DisclosureTriangle "What is sent?"'];
const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
/** The region of a question, with the ways on and back. */
const toTree = (
  question: string,
  fields: readonly string[],
  { back = "Not now", sent = SENT, go = '"Send"' }: Ways = {},
): readonly string[] => [
  `region "${question}"`,
  "  form",
  ...indent(
    indent([...fields, `button "${back}"`, ...(sent.length ? ["group", ...indent(sent)] : []), `button ${go}`]),
  ),
  '  button "Close"',
];
const toGroup = (question: string, description: string, options: readonly string[]): readonly string[] =>
  toTree(question, [`group "${question}"${description && ` (${description})`}`, ...indent(options)]);

/** Radios by their values, the ends with what they mean. */
const toRadios = (min: number, low: string, max: number, high: string): readonly string[] =>
  Array.from({ length: max - min + 1 }, (_, at) => {
    const end = { [min]: ` (${min}: ${low})`, [max]: ` (${max}: ${high})` }[min + at] ?? "";
    return `radio "${min + at}"${end}`;
  });
const PRIVACY = "Please don’t include personal or payment details.";
const TREES: { readonly [name: string]: readonly string[] } = {
  points: toGroup(
    "How satisfied are you with the checkout?",
    "1: Very dissatisfied 5: Very satisfied Think of the last order.",
    toRadios(1, "Very dissatisfied", 5, "Very satisfied"),
  ),
  stars: toGroup("How do you rate the delivery?", "1: Awful 5: Great", [
    'radio "1 of 5, Awful" (1: Awful)',
    'radio "2 of 5, Poor"',
    'radio "3 of 5, OK"',
    'radio "4 of 5, Good"',
    'radio "5 of 5, Great" (5: Great)',
  ]),
  faces: toGroup(
    "How was the checkout?",
    "",
    ["Awful", "Poor", "OK", "Good", "Great"].map((word) => `radio "${word}"`),
  ),
  nps: toGroup(
    "How likely is it that you would recommend us to a friend?",
    "0: Not at all likely 10: Extremely likely",
    toRadios(0, "Not at all likely", 10, "Extremely likely"),
  ),
  ces: toGroup(
    "The checkout made it easy for me to pay.",
    "1: Strongly disagree 7: Strongly agree",
    toRadios(1, "Strongly disagree", 7, "Strongly agree"),
  ),
  thumbs: toGroup("Was this page helpful?", "", ['radio "Thumbs down"', 'radio "Thumbs up"']),
  rating: toGroup("How fast was the page?", "1: Too slow 10: Fast enough", toRadios(1, "Too slow", 10, "Fast enough")),
  choices: toGroup(
    "What was missing?",
    "",
    ["Prices", "Pictures", "Reviews", "Something else …"].map((word) => `checkbox "${word}"`),
  ),
  choice: toGroup(
    "What stopped you?",
    "",
    ["Delivery cost", "Payment", "Something else …"].map((word) => `radio "${word}"`),
  ),
  text: toTree("What should we fix? (optional)", [`textbox "What should we fix? (optional)" (${PRIVACY}) multiline`]),
  message: toTree("Delivery takes two days longer.", ['link "Why?"'], { sent: [], go: '"Done"' }),
};

test.each(Object.keys(kinds))(
  "%s is a region with a named group of its fields, its ends in words, and the ways on",
  async (name) => {
    await open(one(name));
    expect(await treeOf()).toEqual(TREES[name]);
  },
);

test("what is missing, picked, asked next, sent and thanked for is told where it belongs", async () => {
  await open(leaving);
  const radios = ['radio "Cost"', 'radio "Payment"', 'radio "Something else …"'];
  await click(".go");
  expect(await treeOf()).toEqual(
    toTree("What stopped you?", ['group "What stopped you?" (Please choose an answer.)', ...indent(radios)], {
      go: '"Next" focused',
    }),
  );
  await click("input[value='']");
  const [cost = "", payment = "", other = ""] = radios;
  const own = `textbox "Your answer" (${PRIVACY}) focused`;
  expect(await treeOf()).toEqual(
    toTree("What stopped you?", ['group "What stopped you?"', ...indent([cost, payment, `${other} checked`, own])], {
      go: '"Next"',
    }),
  );
  await click("input[value='Payment']");
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  const field = (rest: string) => [`textbox "What should we fix?" (${PRIVACY}${rest}`];
  expect(await treeOf()).toEqual(toTree("What should we fix?", field(") multiline"), { back: "Back" }));
  await click("summary");
  const [summary = ""] = SENT;
  const opened = [`${summary} focused expanded`, "DescriptionList"];
  expect(await treeOf()).toEqual(toTree("What should we fix?", field(") multiline"), { back: "Back", sent: opened }));
  await click("summary");
  await click(".go");
  expect(await treeOf()).toEqual(
    toTree("What should we fix?", field(" Please write a few words.) invalid multiline"), {
      back: "Back",
      go: '"Send" focused',
    }),
  );
  await focus("#text");
  await page().keyboard.type("The card failed");
  await click(".go");
  await eventually("completed", async () => (await told()).includes("completed"));
  expect(await treeOf()).toEqual([
    'region "Thank you for your answer."',
    '  paragraph "Thank you for your answer." focused',
    '  button "Close"',
  ]);
});
