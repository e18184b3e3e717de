// `npm run demo`: a collector and the shop side by side, and a line for every entry that arrives.
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
    },
  });
  return {
    port: readPort("--port", values.port),
    collectorPort: readPort("--collector-port", values["collector-port"]),
  };
}

/** The data folder and the token in it, which is made once. */
async function openData() {
  const data = fileURLToPath(new URL("../.waymark/demo", import.meta.url));
  const file = `${data}/token`;
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(file, randomBytes(24).toString("base64url"), { flag: "wx", mode: 0o600 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return { data, token: (await readFile(file, "utf8")).trim() };
}

async function start() {
  const { port, collectorPort } = readOptions();
  // A page that goes away sends what it is not sure of again: here, as in the read model, an entry counts once.
  const known = new Set();
  const onEntries = (entries) => {
    for (const entry of entries) {
      if (!known.has(entry.id)) console.log(describeEntry(entry));
      known.add(entry.id);
    }
  };
  const collector = await startCollector({ ...(await openData()), port: collectorPort, onEntries });
  const shop = await startShop({ port, collector: `http://localhost:${collector.port}` }).catch(async (error) => {
    await collector.stop();
    throw error;
  });
  console.log(`Shop       ${shop.url}\nCollector  ${collector.url}   (token: .waymark/demo/token)`);
  console.log(`${WALK}\nEntries as they arrive; Ctrl-C ends both\n`);
  const stop = () => Promise.all([shop.stop(), collector.stop()]);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}

try {
  await start();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
