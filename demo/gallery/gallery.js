// Shows one survey as the address asks for it: `?survey=nps&theme=dark&language=ar&placement=bar&state=picked`.
import { SURVEYS, toSurvey } from "./surveys.js";

const PLACEMENTS = {
  corner: "corner",
  "corner-start": "corner-start",
  bar: "bar",
  inline: { inline: "#inside" },
  near: { near: "#beside" },
  button: { button: { en: "Feedback", de: "Rückmeldung", ar: "رأيك" } },
};
const LANGUAGES = "en ar cs da de el es fi fr he hi hu it ja ko nb nl pl pt ro sv tr uk zh-Hans zh-Hant".split(" ");
const CHOICES = {
  survey: Object.keys(SURVEYS),
  theme: ["auto", "light", "dark"],
  placement: Object.keys(PLACEMENTS),
  language: LANGUAGES,
};

const query = new URLSearchParams(location.search);
const chosen = Object.fromEntries(
  Object.entries(CHOICES).map(([name, values]) => [
    name,
    values.includes(query.get(name)) ? query.get(name) : values[0],
  ]),
);

function offer(name, values) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.name = name;
  for (const value of values) select.append(new Option(value, value, false, value === chosen[name]));
  label.append(name[0].toUpperCase() + name.slice(1), select);
  return label;
}

const form = document.querySelector("#choose");
form.append(...Object.entries(CHOICES).map(([name, values]) => offer(name, values)));
form.addEventListener("change", () => form.submit());

const parts = globalThis[Symbol.for("waymark")];
const load = async (language) => {
  await import(`/waymark.survey.${language}.js`);
  return parts[`survey.${language}`];
};
const { survey, theme, placement, language } = chosen;
document.documentElement.dir = /^(ar|he)/.test(language) ? "rtl" : "ltr";
const sent = (answer) => ({
  value: answer?.value,
  page: location.origin + location.pathname,
  place: "checkout · payment · 42 s",
  before: ["page /checkout · 42 s", "rage-click button[id=pay] · 2 s"],
});
const shown = toSurvey(survey, { theme, placement: PLACEMENTS[placement] });
const ask = (rest) =>
  parts.survey(shown, { document, language, load, sent, ...rest }, (outcome) => {
    const line = document.createElement("li");
    line.textContent = JSON.stringify(outcome);
    document.querySelector("#told").append(line);
  });
if (placement === "button") parts.button(shown, { document, language, open: (gone) => ask({ isOpened: true, gone }) });
else ask();
