// `npm run demo`: a collector and the shop side by side, and a line for every entry that arrives.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startCollector } from "@waymark/collector";
import { describeEntry } from "./describe-entry.mjs";
import { startShop } from "./shop.mjs";

const WALK = `
A walk to try
  1. Put a jacket into the basket, and try any discount code there: it is refused.
  2. Go to checkout and fill in an address: delivery takes its time to work out.
  3. Pay with card 4000 0000 0000 0002, any date and code: the button is dead. Click it again and again.
  4. Leave by "Delivery & returns", as people do: you are asked what stopped you.
  5. Come back, pay with 4242 4242 4242 4242 and place the order: you are asked how it was.
`;

function readPort(name, value) {
  if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) return Number(value);
  throw new Error(`${name} must be a number from 0 to 65535, not "${value}".`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: process.env.PORT ?? "4300" },
      "collector-port": { type: "string", default: process.env.COLLECTOR_PORT ?? "4318" },
      simulate: { type: "string" },
      seed: { type: "string", default: "7" },
    },
  });
  return {
    journeys: values.simulate,
    seed: values.seed,
    port: readPort("--port", values.port),
    collectorPort: readPort("--collector-port", values["collector-port"]),
  };
}

const toPath = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const DATA = toPath("../.waymark/demo");

/** The text of a file in the data folder, which is made once. */
async function readOnce(name, text) {
  const file = `${DATA}/${name}`;
  await mkdir(DATA, { recursive: true, mode: 0o700 });
  await writeFile(file, text, { flag: "wx", mode: 0o600 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(file, "utf8")).trim();
}

/** Runs `waymark simulate`. Its journeys end on the day of the first time, so that a later run brings the same ones. */
async function simulate(journeys, seed, collector) {
  const until = await readOnce("simulated-until", new Date().toISOString().slice(0, 10));
  const files = ["--config", toPath("./waymark.json"), "--profile", toPath("./simulation.json")];
  const to = ["--collector", `${collector}/ingest`];
  const command = [toPath("../packages/cli/dist/waymark.js"), "simulate", "--journeys", journeys, "--seed", seed];
  return spawn(process.execPath, [...command, "--until", until, ...files, ...to], { stdio: "inherit" });
}

async function start() {
  const { port, collectorPort, journeys, seed } = readOptions();
  // A page that goes away sends what it is not sure of again: here, as in the read model, an entry counts once.
  const known = new Set();
  const onEntries = (entries) => {
    for (const entry of entries) {
      if (entry.source === "simulate") continue;
      if (!known.has(entry.id)) console.log(describeEntry(entry));
      known.add(entry.id);
    }
  };
  const collector = await startCollector({
    data: DATA,
    token: await readOnce("token", randomBytes(24).toString("base64url")),
    port: collectorPort,
    onEntries,
    configuration: toPath("./waymark.json"),
    view: toPath("../packages/map/dist"),
    // Whoever tries the demo is alone in it, and should see themselves: nothing is too few, nothing needs a token.
    map: { threshold: 1, include: ["simulated"], open: true, notes: toPath("./map.json") },
  });
  const shop = await startShop({ port, collector: `http://localhost:${collector.port}` }).catch(async (error) => {
    await collector.stop();
    throw error;
  });
  console.log(`Shop       ${shop.url}\nCollector  ${collector.url}   (token: .waymark/demo/token)`);
  console.log(`Map        ${collector.url}/map\nWidgets    ${shop.url}/widgets`);
  console.log(`${WALK}\nEntries as they arrive; Ctrl-C ends both\n`);
  const simulation = journeys && (await simulate(journeys, seed, collector.url));
  const stop = () => {
    if (simulation) simulation.kill();
    return Promise.all([shop.stop(), collector.stop()]);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}

try {
  await start();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
