// The chance to reach the goal from each step, and what it would be if fewer left there: an absorbing Markov chain.

export interface ChainStep {
  /** Times it was entered. */
  readonly visits: number;
  /** How many stand there still: of their visit nothing is known yet, so that it counts for nothing. */
  readonly standing: number;
  readonly isGoal: boolean;
}

export interface ChainMove {
  /** Indices of steps. */
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

export interface Chances {
  /** By step: the chance to reach a goal from it, 0–1; `null` where nobody has gone on or away yet. */
  readonly from: readonly (number | null)[];
  /** Of all who began, the share that reaches a goal, 0–1. */
  readonly goal: number;
  /** By step: that share if the step's drop-off were halved, and those who stay went on as the others do. */
  readonly goalIfHalved: readonly number[];
}

/** More steps on the way to a goal are not reckoned with: time grows with the third power. */
const MOST_STEPS = 400;

/** The steps from which a goal can be reached, the goals left out; from nowhere else is there a chance. */
const findReaching = (steps: readonly ChainStep[], moves: readonly ChainMove[]): readonly number[] => {
  const reaching = new Set(steps.flatMap(({ isGoal }, index) => (isGoal ? [index] : [])));
  for (const to of reaching) for (const move of moves) if (move.to === to) reaching.add(move.from);
  return [...reaching].filter((index) => !steps[index]?.isGoal).sort((a, b) => a - b);
};

/** Gauss–Jordan elimination. What a chain makes is diagonally dominant, so that no pivot has to be looked for. */
const invert = (matrix: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  // Beside it the unit matrix, which becomes the inverse.
  const rows = matrix.map((row, index) => [...row, ...matrix.map((_, column) => Number(column === index))]);
  rows.forEach((pivot, index) => {
    const by = pivot[index] ?? 1;
    pivot.forEach((value, column) => {
      pivot[column] = value / by;
    });
    for (const row of rows) {
      const factor = row === pivot ? 0 : (row[index] ?? 0);
      if (factor === 0) continue;
      row.forEach((value, column) => {
        row[column] = value - factor * (pivot[column] ?? 0);
      });
    }
  });
  return rows.map((row) => row.slice(matrix.length));
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const product = (a: readonly number[], b: readonly number[]): number =>
  sum(a.map((value, index) => value * (b[index] ?? 0)));

/**
 * Reads chances from how often each step led to which. It takes for granted that where somebody goes depends on the step
 * they stand on and on nothing before it. Goals end a way, and so does leaving: every visit that neither moved on nor
 * still stands.
 *
 * With Q the shares of moves among the steps that can reach a goal, r those into a goal, and N = (I − Q)⁻¹, the chances are
 * h = N·r. Halving the drop-off x of step i scales its row by c = (1 − x/2)/(1 − x), a change of rank one: h_i becomes
 * h_i / (1 − k·N_ii) with k = 1 − 1/c = (x/2)/(1 − x/2), and every other chance grows with it by the visits to i it leads to.
 */
export const toChances = (steps: readonly ChainStep[], moves: readonly ChainMove[]): Chances => {
  const reaching = findReaching(steps, moves);
  const settled = steps.map(({ visits, standing }) => visits - standing);
  const timesOf = new Map(moves.map(({ from, to, times }) => [`${from} ${to}`, times]));
  const shareOf = (from: number, to: number) => (timesOf.get(`${from} ${to}`) ?? 0) / (settled[from] || 1);
  const goals = steps.flatMap(({ isGoal }, index) => (isGoal ? [index] : []));
  if (reaching.length > MOST_STEPS) return { from: steps.map(() => null), goal: 0, goalIfHalved: steps.map(() => 0) };

  const visits = invert(reaching.map((from) => reaching.map((to) => Number(from === to) - shareOf(from, to))));
  const toGoal = reaching.map((from) => sum(goals.map((goal) => shareOf(from, goal))));
  const chances = new Map(reaching.map((index, row) => [index, product(visits[row] ?? [], toGoal)]));

  const began = steps.map((step, index) => step.visits - sum(moves.map(({ to, times }) => (to === index ? times : 0))));
  const all = sum(began) || 1;
  const chanceOf = (index: number) => (steps[index]?.isGoal ? 1 : (chances.get(index) ?? 0));
  const goal = sum(began.map((count, index) => (count / all) * chanceOf(index)));

  const goalIfHalved = steps.map((_, index) => {
    const row = reaching.indexOf(index);
    if (row < 0) return goal;
    const goneOn = sum(moves.map(({ from, times }) => (from === index ? times : 0)));
    const half = (1 - goneOn / (settled[index] || 1)) / 2;
    const k = half / (1 - half);
    const led = sum(reaching.map((from, each) => ((began[from] ?? 0) / all) * (visits[each]?.[row] ?? 0)));
    return goal + (led * k * chanceOf(index)) / (1 - k * (visits[row]?.[row] ?? 0));
  });
  return {
    from: steps.map(({ isGoal }, index) => (isGoal || settled[index] ? chanceOf(index) : null)),
    goal,
    goalIfHalved,
  };
};
