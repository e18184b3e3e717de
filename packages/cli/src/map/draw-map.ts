// `waymark map`: writes the journey map as one file that opens from the disk.
import { createHash, randomBytes } from "node:crypto";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StartError, startCollector } from "@waymark/collector";
import { toMapFile } from "@waymark/map";
import { findDist } from "../find-dist.ts";
import { ReadError } from "../read-error.ts";
import type { Terminal } from "../terminal.ts";
import { type Answering, readFigures } from "./read-figures.ts";

/** Between two looks at how far the read model is, ms. */
const LOOK_EVERY = 100;

export interface DrawMapOptions {
  /** Of the file that is written. */
  readonly out: string;
  /** The data folder of a collector that does not run; or `url` and `tokenFile` of one that does. */
  readonly data?: string | undefined;
  /** With `data`: paths of `waymark.json` and `map.json`. */
  readonly config?: string | undefined;
  readonly map?: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
  /** As in the address of the map, such as `days=90&device=phone`. */
  readonly query: string;
  /** Folder of the map's page. Default: that of the installed `@waymark/map`. */
  readonly view?: string | undefined;
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const readParts = async (view: string) => {
  const [page = "", style = "", script = ""] = await Promise.all(
    ["map.html", "map.css", "map.js"].map((name) => readFile(join(view, name), "utf8")),
  ).catch((cause) => {
    throw new StartError(`The folder ${view} has no map.`, "Build the map first.", cause);
  });
  // An end of the element in the text would be its end in the document.
  return { page, style, script: script.replaceAll("</script", "<\\/script"), hash };
};

/** Waits until all that is durable is counted. */
const catchUp = async ({ url, token }: Answering, signal: AbortSignal): Promise<void> => {
  while (true) {
    const response = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` }, signal });
    const { applied, durable } = await response.json();
    if (applied >= durable) return;
    await setTimeout(LOOK_EVERY, undefined, { signal });
  }
};

/** Runs a collector on a data folder for as long as it takes, on a port of its own that nobody else knows the token of. */
const readFolder = async (data: string, { config, map, query }: DrawMapOptions, signal: AbortSignal) => {
  await access(data).catch((cause) => {
    throw new StartError(`The folder ${data} cannot be read.`, "Check its path.", cause);
  });
  const token = randomBytes(32).toString("base64url");
  const collector = await startCollector({ data, port: 0, token, configuration: config, map: { notes: map } });
  try {
    const answering = { url: collector.url, token };
    await catchUp(answering, signal);
    return await readFigures(answering, query, Date.now());
  } finally {
    await collector.stop();
  }
};

const readUrl = async (url: string, { tokenFile, query }: DrawMapOptions) => {
  const token = await readFile(tokenFile ?? "", "utf8").catch((cause) => {
    throw new ReadError(`The token ${tokenFile} cannot be read. Check its path.`, { cause });
  });
  return readFigures({ url, token: token.trim() }, query, Date.now());
};

/** Exit code: 0 written, 1 not. */
export const drawMap = async (options: DrawMapOptions, { out, err, signal }: Terminal): Promise<number> => {
  const { data, url = "" } = options;
  try {
    const parts = await readParts(options.view ?? findDist("@waymark/map"));
    const { map, ...beside } =
      data === undefined ? await readUrl(url, options) : await readFolder(data, options, signal);
    const file = toMapFile(map, beside, parts);
    // Figures of people: for whoever draws it, until they hand it on.
    await writeFile(options.out, file, { mode: 0o600 }).catch((cause) => {
      throw new ReadError(`${options.out} cannot be written. Check its path.`, { cause });
    });
    out(
      `${options.out}: ${map.site}, ${map.visitors.toLocaleString("en")} visitors, ${Math.ceil(file.length / 1000)} kB. Open it in any browser.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ReadError)) throw error;
    err(error.message);
    return 1;
  }
};
