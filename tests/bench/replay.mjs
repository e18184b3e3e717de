// How long `waymark replay` takes for many recorded journeys, from starting the command to its last line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toMedianFigure } from "./figure.mjs";

const fileAt = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const JOURNEYS = 10_000;
const RUNS = 3;
/** ms. */
const START = 1_795_300_000_000;
const DAY = 86_400_000;

const uuid = (number) => `0199c1f0-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const page = (path, stage, step) => [
  "touchpoint",
  "page",
  path,
  stage,
  step,
  { load: "navigate", language: "en", width: 1280 },
];
const moved = (to, stage) => [
  "touchpoint",
  "step",
  to,
  stage,
  to,
  { to: { stage, step: to }, dwell: 8000, move: "forward" },
];
const click = (name, stage, step) => ["touchpoint", "click", name, stage, step, {}];
const abandon = (state) => [
  "friction",
  "abandon",
  "checkout",
  "checkout",
  "payment",
  { state, reached: "payment", attempt: 1, weight: 1 },
];

/** Ten entries of each of three visits: a look round, a checkout that is left, a return. */
const VISITS = [
  [
    page("/", "discover", "discover"),
    moved("discover", "discover"),
    click("a", "discover", "discover"),
    page("/products", "choose", "listing"),
    moved("listing", "choose"),
    click("a", "choose", "listing"),
    page("/products/jacket", "choose", "product"),
    moved("product", "choose"),
    click("size", "choose", "product"),
    ["friction", "exit-intent", "", "choose", "product", { weight: 0.5 }],
  ],
  [
    page("/cart", "checkout", "cart"),
    moved("cart", "checkout"),
    page("/checkout", "checkout", "address"),
    moved("address", "checkout"),
    ["touchpoint", "custom", "payment-shown", "checkout", "payment", {}],
    moved("payment", "checkout"),
    ["friction", "rage-click", "pay", "checkout", "payment", { clicks: 4, weight: 0.8 }],
    page("/delivery", "discover", "discover"),
    moved("discover", "discover"),
    abandon("leaving"),
  ],
  [
    page("/", "discover", "discover"),
    abandon("abandoned"),
    moved("discover", "discover"),
    page("/cart", "checkout", "cart"),
    moved("cart", "checkout"),
    click("to-checkout", "checkout", "cart"),
    page("/thanks", "checkout", "done"),
    moved("done", "checkout"),
    ["touchpoint", "goal", "checkout", "checkout", "done", {}],
    click("a", "checkout", "done"),
  ],
];

/** A visitor's entries, as lines of the collector's journal. */
function* toLines(visitor) {
  let count = visitor * 64;
  for (const [visit, entries] of VISITS.entries()) {
    for (const [index, [kind, type, name, stage, step, data]] of entries.entries()) {
      const at = START + visitor * 1000 + visit * DAY + index * 9000;
      const url = `https://shop.example${type === "page" ? name : "/"}`;
      const entry = {
        id: uuid(++count),
        kind,
        type,
        name,
        at,
        mono: index,
        tab: `t${visitor}-${visit}-${index >> 2}`,
        seq: index,
      };
      const rest = {
        stage,
        step,
        page: { url },
        data,
        site: "shop",
        visitor: uuid(visitor),
        session: uuid(visitor * 4 + visit),
      };
      yield `${JSON.stringify({ ...entry, ...rest, rawAt: at, received: at, sdk: "0.1.0", level: "idb" })}\n`;
    }
  }
}

/** As a collector would have them: visitors between each other, visit by visit. */
async function write(file) {
  const stream = createWriteStream(file);
  const walks = Array.from({ length: JOURNEYS }, (_, visitor) => toLines(visitor));
  for (let turn = 0; turn < 3 * 10; turn++) {
    const lines = walks.map((walk) => walk.next().value).join("");
    if (!stream.write(lines)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}

async function run(file) {
  const begun = performance.now();
  const command = [fileAt("packages/cli/bin/waymark.js"), "replay", fileAt("demo/waymark.json"), file, "--json"];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const chunk of child.stdout) said += chunk;
  const took = performance.now() - begun;
  const { journeys, entries } = JSON.parse(said);
  if (journeys !== JOURNEYS || entries !== JOURNEYS * 30)
    throw new Error(`Replayed ${journeys} journeys, ${entries} entries.`);
  return took;
}

export async function benchReplay() {
  const folder = await mkdtemp(join(tmpdir(), "waymark-bench-"));
  try {
    const file = join(folder, "journeys.ndjson");
    await write(file);
    const samples = [];
    for (let count = 0; count < RUNS; count++) samples.push(await run(file));
    return [toMedianFigure({ name: "replay of 10,000 journeys of 30 entries", unit: "ms", samples, budget: 5000 })];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
