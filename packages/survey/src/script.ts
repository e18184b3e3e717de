// The micro-survey as a classic script: leaves `mountSurvey` where the core that loaded it looks for it.
import { mountSurvey } from "./mount-survey.ts";

const shelf = globalThis as { [key: symbol]: { survey?: typeof mountSurvey } | undefined };
const name = Symbol.for("waymark");
const parts = shelf[name] ?? {};
shelf[name] = parts;
parts.survey = mountSurvey;
