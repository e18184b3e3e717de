// The micro-survey as a classic script: leaves `mountSurvey` where the core that loaded it looks for it, and the hashes of its
// languages.
import { LANGUAGES } from "./languages.ts";
import { mountSurvey } from "./mount-survey.ts";

/** SHA-256 of each language's file as Base64 without padding, one after the other. */
declare const __LANGUAGES__: string;

const LENGTH = 43;

interface Parts {
  survey?: typeof mountSurvey;
  integrity?: object;
}

const shelf = globalThis as { [key: symbol]: Parts | undefined };
const name = Symbol.for("waymark");
const parts = shelf[name] ?? {};
shelf[name] = parts;
parts.survey = mountSurvey;
const hashes = LANGUAGES.map((language, index) => [
  `survey.${language}`,
  `sha256-${__LANGUAGES__.slice(LENGTH * index, LENGTH * (index + 1))}=`,
]);
parts.integrity = { ...parts.integrity, ...Object.fromEntries(hashes) };
