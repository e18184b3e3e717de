// Journey maps for tests: the pictured shop, and what a view must bear: nobody, few, many, long and hostile.
import type {
  DeliveryDay,
  DeliveryReport,
  Emotion,
  JourneyMap,
  MapMove,
  MapStage,
  MapStep,
  Verbatim,
} from "@waymark/protocol";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-20T14:02:00");

export const silent: Emotion = { n: 0, mean: null, low: null, high: null, scales: [] };

const satisfaction = (n: number): Emotion["scales"] => [
  {
    kind: "csat",
    min: 1,
    max: 5,
    values: [0.14, 0.18, 0.22, 0.26, 0.2].map((share, i) => ({ value: i + 1, n: Math.round(share * n) })),
  },
];

export const felt = (mean: number, n: number, spread = 0.28): Emotion => ({
  n,
  mean,
  low: Math.max(-2, mean - spread),
  high: Math.min(2, mean + spread),
  scales: satisfaction(n),
});

export const thin = (n: number): Emotion => ({ n, mean: null, low: null, high: null, scales: satisfaction(n) });

export const toStep = (id: string, label: string, visitors: number | null, more: Partial<MapStep> = {}): MapStep => ({
  id,
  label,
  isGoal: false,
  visitors,
  visits: visitors,
  dropped: 0,
  inProgress: 0,
  skipped: 0,
  repeated: 0,
  outside: 0,
  dwell: 41_000,
  chance: 0.31,
  emotion: silent,
  friction: [],
  ...more,
});

export const toStage = (id: string, label: string, steps: readonly MapStep[], more: Partial<MapStage>): MapStage => ({
  id,
  label,
  visitors: 0,
  continued: null,
  dropped: 0,
  inProgress: 0,
  steps,
  emotion: silent,
  friction: [],
  verbatims: [],
  reasons: [],
  channels: [],
  ...more,
});

export const said = (text: string, step: string, score: number | null, more: Partial<Verbatim> = {}): Verbatim => ({
  text,
  step,
  score,
  question: "how-was-it/better",
  at: NOW - 3 * DAY,
  engaged: 40_000,
  chosen: [],
  cause: null,
  last: [],
  ...more,
});

const move = (from: string, to: string, visitors: number | null): MapMove => ({
  from,
  to,
  visitors,
  times: visitors === null ? null : Math.round(visitors * 1.2),
});

const rage = (before: number) => ({ kind: "friction", type: "rage-click", name: "button “Pay”", before });

const discover = toStage(
  "discover",
  "Discover",
  [
    toStep("landing", "Landing", 41_200, { emotion: felt(0.9, 412), dropped: 1_900 }),
    toStep("guide", "Guide", 22_800, { skipped: 18_400, outside: 412, dropped: 2_600, inProgress: 700, dwell: 96_000 }),
    toStep("listing", "Listing", 36_400, { skipped: 9_100, repeated: 7_300, emotion: felt(0.7, 388), inProgress: 500 }),
  ],
  {
    notes: {
      owner: "Marketing",
      goal: "Find something that fits",
      kpis: [{ label: "Bounce", value: 34, target: 30, unit: "%", better: "lower" }],
    },
    channels: [
      { channel: "web", imported: false, visitors: 58_020 },
      { channel: "shop", imported: true, visitors: 3_104 },
    ],
    visitors: 60_412,
    continued: 54_690,
    dropped: 4_500,
    inProgress: 1_222,
    emotion: felt(0.8, 800, 0.12),
    friction: [
      { type: "slow-page", visitors: 1_873, rate: 0.031 },
      { type: "dead-click", visitors: 362, rate: 0.006 },
    ],
    verbatims: [
      said("Too many jackets, too little help.", "listing", -1, { chosen: ["Just looking"] }),
      said("Found exactly the jacket from the film.", "landing", 1, { engaged: 40_000 }),
      said("Lovely pictures.", "guide", null),
    ],
  },
);

const choose = toStage(
  "choose",
  "Choose",
  [
    toStep("product", "Product", 52_300, {
      repeated: 5_020,
      outside: 3_120,
      emotion: felt(0.2, 503),
      dropped: 18_900,
      inProgress: 900,
    }),
    toStep("size-guide", "Size guide", 9_200, { emotion: felt(-0.3, 260), dropped: 1_300 }),
  ],
  {
    notes: {
      owner: "Catalogue",
      kpis: [{ label: "To the basket", measure: "go-on", target: 65 }],
      opportunities: ["Photos of the fabric, and one size chart for all brands"],
    },
    channels: [{ channel: "web", imported: false, visitors: 54_690 }],
    visitors: 54_690,
    continued: 33_388,
    dropped: 20_300,
    inProgress: 1_002,
    emotion: felt(0, 763, 0.12),
    friction: [
      { type: "backtrack", visitors: 4_594, rate: 0.084 },
      { type: "dead-click", visitors: 1_203, rate: 0.022 },
    ],
    verbatims: [
      said("Could not tell the sizes apart.", "product", -1, {
        engaged: 74_000,
        last: [1, 2, 3].map((i) => ({ kind: "friction", type: "backtrack", name: "/sizes", before: i * 9_000 })),
      }),
    ],
    reasons: [
      { question: "which-size/reason", value: "Sizes differ by brand", n: 212, share: 0.42 },
      { question: "which-size/reason", value: "No photo of the fabric", n: 131, share: 0.26 },
    ],
  },
);

const checkout = toStage(
  "checkout",
  "Check out",
  [
    toStep("cart", "Basket", 33_388, { emotion: felt(-0.4, 377), dropped: 8_100, inProgress: 300 }),
    toStep("address", "Address", 24_100, { emotion: felt(-0.6, 352), dropped: 3_200, inProgress: 150 }),
    toStep("payment", "Payment", 20_400, {
      emotion: felt(-1.2, 418),
      dropped: 6_700,
      inProgress: 170,
      dwell: 204_000,
      chance: 0.72,
      friction: [
        { type: "form-struggle", visitors: 4_975, rate: 0.149 },
        { type: "rage-click", visitors: 2_103, rate: 0.063 },
      ],
    }),
  ],
  {
    notes: {
      owner: "Payments",
      goal: "Pay once, and know that it worked",
      kpis: [
        { label: "Paid", measure: "go-on", target: 60 },
        { label: "Form struggle", measure: "form-struggle", target: 10 },
      ],
    },
    channels: [
      { channel: "web", imported: false, visitors: 33_388 },
      { channel: "phone", imported: true, visitors: 211 },
    ],
    visitors: 33_388,
    continued: 14_702,
    dropped: 18_000,
    inProgress: 686,
    emotion: felt(-0.75, 1_147, 0.1),
    friction: [
      { type: "form-struggle", visitors: 4_975, rate: 0.149 },
      { type: "abandon", state: "abandoned", visitors: 4_100, rate: 0.123 },
      { type: "rage-click", visitors: 2_103, rate: 0.063 },
    ],
    verbatims: [
      said("Card refused three times, no reason given.", "payment", -2, {
        engaged: 192_000,
        chosen: ["Payment did not work"],
        last: [
          { kind: "touchpoint", type: "page", name: "/checkout", before: 180_000 },
          ...[4, 3, 2, 1].map((i) => rage(i * 1_100)),
        ],
      }),
      said("Delivery cost came too late.", "address", -1, { engaged: 63_000 }),
      ...Array.from({ length: 10 }, (_, i) => said(`It took me ${i + 2} tries.`, "payment", -0.5)),
    ],
    reasons: [
      { question: "why-leave/reason", value: "Payment did not work", n: 318, share: 0.41 },
      { question: "why-leave/reason", value: "Delivery cost", n: 240, share: 0.31 },
      { question: "why-leave/reason", value: "Just looking", n: 124, share: 0.16 },
      { question: "why-leave/reason", value: "Somewhere cheaper", n: 31, share: 0.04 },
    ],
  },
);

const after = toStage(
  "after",
  "After",
  [
    toStep("thanks", "Thanks", 14_702, { isGoal: true, emotion: felt(1.3, 902, 0.14), chance: 1 }),
    toStep("return", "Return", 1_140, { emotion: thin(3) }),
  ],
  {
    notes: {
      owner: "Care",
      kpis: [
        { label: "Satisfied", measure: "csat", target: 50 },
        { label: "Recommend", measure: "nps" },
      ],
    },
    channels: [
      { channel: "web", imported: false, visitors: 14_702 },
      { channel: "letter", imported: true, visitors: null },
    ],
    visitors: 14_702,
    continued: 14_702,
    dropped: 0,
    inProgress: 0,
    emotion: felt(1.3, 905, 0.14),
    friction: [
      { type: "loop", visitors: 176, rate: 0.012 },
      { type: "error", visitors: null, rate: null },
    ],
    verbatims: [said("Came a day early. Lovely.", "thanks", 2)],
  },
);

const moves: readonly MapMove[] = [
  move("discover/landing", "discover/listing", 23_600),
  move("discover/landing", "discover/guide", 1_900),
  move("discover/landing", "choose/product", 14_200),
  move("discover/guide", "choose/product", 14_800),
  move("discover/guide", "discover/listing", 5_200),
  move("discover/listing", "choose/product", 33_800),
  move("choose/product", "choose/size-guide", 8_100),
  move("choose/product", "checkout/cart", 29_400),
  move("choose/size-guide", "checkout/cart", 5_900),
  move("choose/size-guide", "choose/product", 4_100),
  move("choose/product", "discover/listing", 7_300),
  move("checkout/cart", "checkout/address", 24_100),
  move("checkout/cart", "choose/product", 1_900),
  move("checkout/address", "checkout/payment", 20_400),
  move("checkout/payment", "after/thanks", 14_702),
  move("checkout/payment", "checkout/address", 900),
  move("after/thanks", "after/return", 1_140),
  move("checkout/address", "discover/landing", null),
];

/** The shop of the design's picture. */
export const ternAndTide: JourneyMap = {
  site: "Tern & Tide",
  from: Date.parse("2026-11-01T00:00:00"),
  until: NOW,
  device: null,
  persona: null,
  simulated: false,
  automated: false,
  title: "Buying at Tern & Tide",
  goal: "an order paid",
  personas: [
    { id: "returning", label: "Returning" },
    { id: "parents", label: "Working parents" },
  ],
  sites: ["Tern & Tide"],
  now: NOW,
  window: 7 * DAY,
  rest: 30 * DAY,
  threshold: 5,
  applied: 4_096,
  hasPlan: true,
  visitors: 60_412,
  inProgress: 1_812,
  reachedGoal: 14_702,
  simulatedVisitors: 500,
  automatedVisitors: 0,
  stages: [discover, choose, checkout, after],
  outside: [
    { page: "/imprint", visitors: 412 },
    { page: "/delivery/costs", visitors: 3_120 },
  ].reverse(),
  moves,
  surveys: [
    {
      id: "why-leave",
      shown: 4_210,
      answered: 776,
      completed: 690,
      dismissed: 2_100,
      declined: 0,
      snoozed: 210,
      ignored: 1_124,
    },
    {
      id: "how-was-it",
      shown: 3_002,
      answered: 902,
      completed: 871,
      dismissed: 1_400,
      declined: 0,
      snoozed: 0,
      ignored: 700,
    },
    {
      id: "which-size",
      shown: 1_604,
      answered: 503,
      completed: 503,
      dismissed: 801,
      declined: 0,
      snoozed: 0,
      ignored: 300,
    },
  ],
  fixes: [
    { step: "checkout/payment", gain: 2_310.4, goal: 0.243, goalAfter: 0.282 },
    { step: "choose/product", gain: 1_140, goal: 0.243, goalAfter: 0.262 },
    { step: "checkout/address", gain: 480, goal: 0.243, goalAfter: 0.251 },
  ],
};

/** Five hundred simulated journeys through the demo. */
export const demo: JourneyMap = {
  ...ternAndTide,
  site: "127.0.0.1",
  title: undefined,
  goal: undefined,
  personas: [],
  outside: [],
  sites: ["127.0.0.1", "staging"],
  simulated: true,
  threshold: 1,
  visitors: 500,
  inProgress: 41,
  reachedGoal: 96,
  stages: [
    toStage("discover", "Discover", [toStep("discover", "Discover", 410, { dropped: 62, inProgress: 8 })], {
      visitors: 410,
      continued: 340,
      dropped: 62,
      inProgress: 8,
      friction: [{ type: "exit-intent", visitors: 24, rate: 0.0585 }],
    }),
    toStage(
      "choose",
      "Choose",
      [
        toStep("listing", "Look around", 352, { dropped: 31, inProgress: 5 }),
        toStep("product", "Product", 330, { dropped: 88, inProgress: 13 }),
      ],
      { visitors: 402, continued: 265, dropped: 119, inProgress: 18 },
    ),
    toStage(
      "checkout",
      "Check out",
      [
        toStep("cart", "Basket", 265, { dropped: 61, inProgress: 6 }),
        toStep("address", "Address", 198, { dropped: 31, inProgress: 4, emotion: thin(2) }),
        toStep("payment", "Payment", 163, { dropped: 47, inProgress: 5, emotion: felt(-1.1, 21, 0.4) }),
        toStep("review", "Review", 111, { dropped: 13, inProgress: 2 }),
        toStep("done", "Ordered", 96, { isGoal: true, emotion: felt(0.8, 38, 0.3), chance: 1 }),
      ],
      {
        visitors: 265,
        continued: 96,
        dropped: 152,
        inProgress: 17,
        emotion: felt(0.1, 61),
        friction: [
          { type: "abandon", state: "leaving", visitors: 121, rate: 0.457 },
          { type: "rage-click", visitors: 58, rate: 0.219 },
          { type: "abandon", state: "recovered", visitors: 12, rate: 0.045 },
        ],
        verbatims: [said("The button does nothing.", "payment", -2, { last: [rage(2_000), rage(900)] })],
        reasons: [{ question: "why-leave/reason", value: "Payment did not work", n: 31, share: 0.5 }],
      },
    ),
  ],
  moves: [
    move("discover/discover", "choose/listing", 301),
    move("discover/discover", "choose/product", 39),
    move("choose/listing", "choose/product", 291),
    move("choose/product", "choose/listing", 77),
    move("choose/product", "checkout/cart", 265),
    move("choose/listing", "discover/discover", 21),
    move("checkout/cart", "checkout/address", 198),
    move("checkout/address", "checkout/payment", 163),
    move("checkout/payment", "checkout/address", 18),
    move("checkout/payment", "checkout/review", 111),
    move("checkout/review", "checkout/done", 96),
  ],
  surveys: [
    { id: "why-leave", shown: 121, answered: 62, completed: 40, dismissed: 31, declined: 0, snoozed: 0, ignored: 28 },
  ],
  fixes: [{ step: "checkout/payment", gain: 11.6, goal: 0.192, goalAfter: 0.2155 }],
};

const nobody = (stage: MapStage): MapStage =>
  toStage(
    stage.id,
    stage.label,
    stage.steps.map(({ id, label, isGoal }) => toStep(id, label, 0, { isGoal })),
    {},
  );

/** A plan, and nobody yet. */
export const empty: JourneyMap = {
  ...ternAndTide,
  visitors: 0,
  inProgress: 0,
  reachedGoal: 0,
  simulatedVisitors: 0,
  stages: ternAndTide.stages.map(nobody),
  moves: [],
  outside: [],
  surveys: [],
  fixes: [],
};

export const noPlan: JourneyMap = { ...empty, hasPlan: false, stages: [], reachedGoal: null };

/** So few that most figures are held back. */
export const few: JourneyMap = {
  ...empty,
  visitors: 9,
  inProgress: 9,
  reachedGoal: null,
  stages: ternAndTide.stages.map((stage, i) => ({
    ...nobody(stage),
    visitors: i === 0 ? 9 : null,
    inProgress: i === 0 ? 7 : null,
    dropped: null,
    steps: stage.steps.map(({ id, label, isGoal }, j) =>
      toStep(id, label, i + j === 0 ? 8 : null, { isGoal, visits: null, dwell: null, chance: null, inProgress: null }),
    ),
    emotion: thin(2),
    friction: [{ type: "rage-click", visitors: null, rate: null }],
  })),
  moves: [move("discover/landing", "discover/listing", null), move("discover/listing", "choose/product", null)],
};

/** One stage of one step. */
export const oneStage: JourneyMap = {
  ...ternAndTide,
  stages: [after].map((s) => ({ ...s, steps: s.steps.slice(0, 1) })),
  moves: [],
  fixes: [],
};

const ids = Array.from({ length: 12 }, (_, i) => `step-${i + 1}`);

/** A stage of twelve steps between two of one. */
export const twelveSteps: JourneyMap = {
  ...ternAndTide,
  stages: [
    { ...discover, steps: discover.steps.slice(0, 1) },
    {
      ...checkout,
      steps: ids.map((id, i) =>
        toStep(id, `Step number ${i + 1}`, 33_000 - i * 2_400, { dropped: 2_000, emotion: felt(1 - i * 0.2, 40 + i) }),
      ),
    },
    { ...after, steps: after.steps.slice(0, 1) },
  ],
  moves: [
    move("discover/landing", "checkout/step-1", 33_000),
    ...ids.slice(1).map((id, i) => move(`checkout/step-${i + 1}`, `checkout/${id}`, 30_000 - i * 2_400)),
    ...ids.slice(2).map((id, i) => move(`checkout/${id}`, `checkout/step-${i + 1}`, 3_000 - i * 200)),
    move("checkout/step-12", "after/thanks", 4_000),
  ],
  fixes: [],
};

const IMAGE = '<img src=x onerror="globalThis.isBroken = true"><script>globalThis.isBroken = true</script>';
const RTL = "\u202e\u2067مرحبا بالعالم الطويل جدا";
const LONG = "Wi".repeat(250);

/** Words of an attacker, in every place that holds words. */
export const hostile: JourneyMap = {
  ...ternAndTide,
  site: IMAGE,
  title: IMAGE,
  goal: RTL,
  personas: [
    { id: "one", label: IMAGE },
    { id: "other", label: LONG },
  ],
  outside: [{ page: IMAGE, visitors: 9 }],
  sites: [IMAGE, RTL, LONG],
  stages: ternAndTide.stages.map((stage, i) => {
    const label = [IMAGE, RTL, LONG, "</svg></style><svg onload=alert(1)>"][i] ?? "";
    return {
      ...stage,
      label,
      steps: stage.steps.map((step) => ({ ...step, label })),
      friction: [
        { type: "__proto__", visitors: 90, rate: 0.2 },
        { type: LONG, state: IMAGE, visitors: 40, rate: 0.1 },
      ],
      verbatims: [
        said(IMAGE.repeat(9), IMAGE, -2, {
          chosen: [LONG],
          cause: { ...rage(9), name: IMAGE },
          last: [rage(9), { kind: "x", type: "constructor", name: LONG, before: -4 }],
        }),
        said(LONG, "landing", 1),
        said(RTL, "landing", null),
      ],
      reasons: [{ question: IMAGE, value: LONG, n: 4, share: 1 }],
      channels: [{ channel: IMAGE, imported: true, visitors: 90 }],
      notes: {
        owner: LONG,
        goal: IMAGE,
        kpis: [{ label: IMAGE, value: 4, unit: LONG.slice(0, 16) }],
        opportunities: [LONG, IMAGE],
      },
    };
  }),
  surveys: [{ id: LONG, shown: 9, answered: 4, completed: 4, dismissed: 5, declined: 0, snoozed: 0, ignored: 0 }],
};

const multiply = (value: unknown): unknown => {
  if (typeof value === "number" && value >= 100 && Number.isInteger(value)) return value * 1e7;
  if (Array.isArray(value)) return value.map(multiply);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === "scales" ? part : multiply(part)]),
    );
  return value;
};

/** More visitors than there are people. */
export const huge: JourneyMap = {
  ...(multiply(ternAndTide) as JourneyMap),
  from: ternAndTide.from,
  until: NOW,
  now: NOW,
  window: 7 * DAY,
};

const halve = (count: number | null): number | null => count && Math.round(count / 2);

/** Half the visitors of {@link ternAndTide}, of whom half as many go on, and happier. */
export const other: JourneyMap = {
  ...ternAndTide,
  device: "phone",
  visitors: 30_206,
  stages: ternAndTide.stages.map((stage) => ({
    ...stage,
    visitors: halve(stage.visitors),
    continued: halve(halve(stage.continued)),
    steps: stage.steps.map((step) => ({
      ...step,
      visitors: halve(step.visitors),
      emotion: step.emotion.mean === null ? step.emotion : felt(Math.min(2, step.emotion.mean + 1), 60),
    })),
  })),
  moves: ternAndTide.moves.map((each) => ({ ...each, visitors: halve(each.visitors), times: halve(each.times) })),
};

const day = (browser: string, more: Partial<DeliveryDay>): DeliveryDay => ({
  day: "2026-11-19",
  browser,
  documents: 20,
  entries: 490,
  doubled: 0,
  missing: 0,
  unexplained: 0,
  incomplete: 0,
  erased: 0,
  levels: { idb: 490, journal: 0, memory: 0, unknown: 0 },
  explained: { "too-old": 0, "too-many": 0, "disk-full": 0, "no-storage": 0, other: 0 },
  clocks: { back: 0, ahead: 0 },
  ...more,
});

export const delivery: DeliveryReport = {
  applied: 4_096,
  durable: 4_096,
  site: "Tern & Tide",
  from: ternAndTide.from,
  until: ternAndTide.until,
  days: [
    day("firefox", {
      missing: 12,
      explained: { "too-old": 0, "too-many": 0, "disk-full": 12, "no-storage": 0, other: 0 },
    }),
    day("safari", { missing: 8, unexplained: 8, incomplete: 2 }),
  ],
};
