// Reads the plan and the profile of a simulation; what is wrong in either is told with its place and remedy.
import type { Configuration, SimulationProfile } from "@waymark/protocol";
import { configurationSchema, simulationProfileSchema, toPath } from "@waymark/protocol/schema";
import { type Problem, toLines, toProblem } from "../check/finding.ts";
import { checkConfiguration } from "../check-configuration.ts";
import { describeIssue } from "../describe-issue.ts";
import { ReadError } from "../read-error.ts";
import { readJson } from "../read-json.ts";
import { toPlanHash } from "../to-plan-hash.ts";
import { type Population, toPopulation } from "./to-population.ts";

/** What no schema sees: names that the plan does not have, and shares that are more than all. */
function* findFaults(profile: SimulationProfile, plan: Configuration, steps: readonly string[]): Generator<Problem> {
  const isStep = (key: string) => steps.includes(key);
  const remedy = `Name one of ${steps.join(", ")}.`;
  for (const part of ["steps", "starts"] as const) {
    for (const key of Object.keys(profile[part] ?? {}).filter((key) => !isStep(key)))
      yield { path: toPath([part, key]), problem: "is no step of the plan", remedy };
  }
  for (const [key, { back = 0, repeat = 0, skip = 0, choices = {} }] of Object.entries(profile.steps ?? {})) {
    const path = ["steps", key];
    if (back + repeat + skip > 1)
      yield { path: toPath(path), problem: "back, repeat and skip are over 1 together", remedy: "Lower them." };
    for (const [question, weights] of Object.entries(choices)) {
      const [survey = "", id] = question.split("/");
      const found = plan.surveys?.[survey]?.questions.find((each) => each.id === id);
      const place = [...path, "choices", question];
      if (found?.kind !== "choice") {
        yield { path: toPath(place), problem: "is no choice of the plan", remedy: 'Name one as "survey/question".' };
        continue;
      }
      const values = found.choices.map((choice) => (typeof choice === "string" ? choice : choice.value));
      for (const value of Object.keys(weights).filter((each) => each !== "other" && !values.includes(each)))
        yield {
          path: toPath([...place, value]),
          problem: "is none of its choices",
          remedy: `Use ${values.join(", ")}.`,
        };
    }
  }
}

const readProfile = async (file: string, plan: Configuration): Promise<SimulationProfile> => {
  const { value } = await readJson(file);
  const { data, error } = simulationProfileSchema.safeParse(value);
  const steps = toPopulation(plan).stops.map(({ key }) => key);
  const problems = data
    ? [...findFaults(data, plan, steps)]
    : error.issues.flatMap((issue) => describeIssue(issue, value)).map(toProblem);
  if (!data || problems.length) throw new ReadError(toLines(file, problems));
  return data;
};

/**
 * @param site outweighs the profile's
 * @throws {ReadError} when a file is missing or faulty
 */
export async function readRun(
  config: string,
  profile: string | undefined,
  site: string | undefined,
): Promise<{ readonly population: Population; readonly plan: string }> {
  const { text, value } = await readJson(config);
  const problems = checkConfiguration(value);
  if (problems.length) throw new ReadError(toLines(config, problems));
  const plan = configurationSchema.parse(value);
  if (!plan.stages?.length) throw new ReadError(`${config} has no stages. Add some: visitors walk through them.`);
  const read = profile === undefined ? {} : await readProfile(profile, plan);
  return { population: toPopulation(plan, site === undefined ? read : { ...read, site }), plan: toPlanHash(text) };
}
