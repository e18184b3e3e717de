// The course of one stage that has a goal, from one moment to the next; `advance` says what its states mean.
import type { Duration, Stage } from "@waymark/protocol";
import type { Attempt, AttemptState, Change } from "./attempt.ts";
import { toMilliseconds } from "./duration.ts";
import type { Moment } from "./moment.ts";
import { type Place, stepsOf } from "./place.ts";

interface Course {
  readonly stage: Stage;
  readonly moment: Moment;
  /** The journey ends after this long without a sign of life, ms. */
  readonly ends: number;
  /** Enters a state, and tells it if that is new. */
  readonly enter: (attempt: Attempt, state: AttemptState, more?: Partial<Attempt>) => Attempt;
}

/** Less than this is no absence: every page of the stage hides the one before it, ms. */
const LEAST_ABSENCE = 30_000;

/** Without a duration that can be read, the usual one; ms. */
const toLength = (duration: Duration | undefined, usual: Duration): number =>
  toMilliseconds(duration ?? "") || toMilliseconds(usual);

/** Who is away from a stage for this long has abandoned it, ms. */
export const toAbsence = ({ after }: Stage): number => Math.max(toLength(after, "30m"), LEAST_ABSENCE);

/** Who gives no sign of life for this long has ended the journey, ms. */
export const toEnd = (journeyEnds: Duration | undefined): number => toLength(journeyEnds, "30d");

const isDone = ({ state }: Attempt): boolean => state === "completed" || state === "recovered";
const isOpen = (attempt: Attempt): boolean => !isDone(attempt) && attempt.state !== "abandoned";

/** Returns the attempt as it stands after the moment, the same object if nothing has changed; appends what is to be told. */
export function followStage(
  stage: Stage,
  journeyEnds: Duration | undefined,
  before: Attempt | undefined,
  moment: Moment,
  changes: Change[],
): Attempt | undefined {
  const { at, place, sign } = moment;
  const enter: Course["enter"] = (from, state, more) => {
    const isNew = !from.told.includes(state);
    const next = { ...from, reason: undefined, ...more, state, told: isNew ? [...from.told, state] : from.told };
    const { attempt, step, reached, engaged, dwell, reason, abandonedAt = at } = next;
    const when = state === "abandoned" ? abandonedAt : at;
    if (isNew)
      changes.push({ stage: stage.id, state, attempt, step, reached, engaged: engaged + dwell, at: when, reason });
    return next;
  };
  const course: Course = { stage, moment, ends: toEnd(journeyEnds), enter };
  const attempt = before && passTime(course, before);
  if (!place) return attempt;
  const isInside = place.stage === stage.id;
  if (attempt && !isEnded(course, attempt)) return isInside ? stay(course, attempt, place) : goOut(course, attempt);
  return isInside && !sign ? begin(course, attempt, place) : attempt;
}

/** Lets time go by. What was kept of a later time than now is of a clock that was set back since. */
function passTime({ stage, moment: { at }, ends, enter }: Course, before: Attempt): Attempt {
  const { since, progressAt, lastAt, leftAt = at, abandonedAt = at } = before;
  const attempt: Attempt =
    at >= Math.max(since, progressAt, lastAt, leftAt, abandonedAt)
      ? before
      : {
          ...before,
          since: Math.min(since, at),
          progressAt: Math.min(progressAt, at),
          lastAt: Math.min(lastAt, at),
          leftAt: before.leftAt && Math.min(leftAt, at),
          abandonedAt: before.abandonedAt && Math.min(abandonedAt, at),
        };
  const goneAt = Math.min((attempt.leftAt ?? Infinity) + toAbsence(stage), attempt.lastAt + ends);
  if (!isOpen(attempt) || at < goneAt) return attempt;
  return enter(attempt, "abandoned", { abandonedAt: goneAt, reason: attempt.reason === "page" ? "page" : "closed" });
}

const isEnded = ({ stage, moment: { at }, ends }: Course, attempt: Attempt): boolean =>
  isDone(attempt) ||
  at - attempt.lastAt >= ends ||
  at - (attempt.abandonedAt ?? at) > toLength(stage.recoverWithin, "7d");

function begin(course: Course, last: Attempt | undefined, place: Place): Attempt | undefined {
  const { at } = course.moment;
  const { step } = place;
  if (last && isDone(last) && isGoal(course.stage, step)) return last;
  const length = { engaged: 0, idle: 0, dwell: 0 };
  const times = { since: at, progressAt: at, lastAt: at };
  const fresh = { attempt: (last?.attempt ?? 0) + 1, reached: step, step, ...times, ...length, told: [] };
  return arrive(course, course.enter({ ...fresh, state: "started" }, "started"), place);
}

/** A place outside of the stage. */
function goOut(course: Course, before: Attempt): Attempt {
  const { at, sign } = course.moment;
  const attempt = spend(course, live(course, before));
  const isOut = attempt.state === "leaving" && attempt.reason === "page";
  if (!isOpen(attempt) || isOut || sign === "hidden") return attempt;
  return course.enter(attempt, "leaving", { reason: "page", leftAt: attempt.leftAt ?? at });
}

/** A place inside of the stage. */
function stay(course: Course, before: Attempt, place: Place): Attempt {
  const { from, dwell, sign } = course.moment;
  const attempt = live(course, before);
  // How long the visitor has been in the step is kept along with whatever changes: alone it is not worth a write.
  const seen = from === undefined && dwell !== undefined ? { ...attempt, dwell } : attempt;
  const spent = spend(course, seen);
  const next = sign === "hidden" ? hide(course, spent) : arrive(course, spent, place);
  return next === seen ? attempt : next;
}

const live = ({ moment: { at }, ends }: Course, attempt: Attempt): Attempt =>
  at - attempt.lastAt < ends / 100 ? attempt : { ...attempt, lastAt: at };

const hide = ({ moment: { at } }: Course, attempt: Attempt): Attempt =>
  isOpen(attempt) && attempt.leftAt === undefined ? { ...attempt, leftAt: at } : attempt;

/** Adds up engaged time when a step is left, and finds out that too much of it went by without progress. */
function spend({ stage, moment, enter }: Course, before: Attempt): Attempt {
  const { at, from } = moment;
  // A step follows the page that it is on: it may tell of time before the attempt, or before the progress, that the page made.
  // Of a tab that has not come back, what was last known is all there is.
  const isOwn = from?.stage === stage.id && before.since < at;
  const spent = isOwn ? (moment.dwell ?? 0) : before.dwell;
  const isLeft = from !== undefined && spent > 0;
  const { engaged, idle } = before;
  const attempt = isLeft
    ? { ...before, engaged: engaged + spent, idle: isOwn && before.progressAt < at ? idle + spent : idle, dwell: 0 }
    : before;
  const isMoving = attempt.state === "started" || attempt.state === "progressing";
  const isStalled = isMoving && attempt.idle + attempt.dwell >= toLength(stage.stalledAfter, "60s");
  return isStalled ? enter(attempt, "stalled", { reason: "idle" }) : attempt;
}

/** A sign of life in the stage. */
function arrive({ stage, moment: { at, sign }, enter }: Course, before: Attempt, { step }: Place): Attempt {
  const { state, reason, reached } = before;
  const order = stepsOf(stage).map(({ id }) => id);
  const isMove = !sign;
  const isOther = isMove && step !== before.step;
  const isFurther = isMove && order.indexOf(step) > order.indexOf(reached);
  const isBack = state === "leaving" && (reason === "page" || isOther);
  let attempt = before.leftAt === undefined ? before : { ...before, leftAt: undefined };
  if (isOther) attempt = { ...attempt, step, reached: isFurther ? step : reached };
  if (isMove && isGoal(stage, step)) return enter(attempt, state === "abandoned" ? "recovered" : "completed");
  if (state === "abandoned") return attempt;
  if (isFurther || isBack) attempt = enter(attempt, "progressing", { idle: 0, progressAt: at });
  if (sign === "refused" && reason !== sign) return enter(attempt, "stalled", { reason: sign });
  if (sign === "exit-intent" && reason !== sign) return enter(attempt, "leaving", { reason: sign });
  return attempt;
}

const isGoal = (stage: Stage, step: string): boolean => !!stepsOf(stage).find(({ id }) => id === step)?.goal;
