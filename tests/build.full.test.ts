// The same sources give the same bytes, wherever and whenever they are built: anybody can compare with what is published.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const readBuilt = async (at: string): Promise<ReadonlyMap<string, string>> => {
  const paths = (await readdir(join(at, "packages"), { recursive: true })).filter((path) =>
    /^\w+\/dist\/.+\.\w+$/.test(path),
  );
  const read = async (path: string) => [path, await readFile(join(at, "packages", path), "latin1")] as const;
  return new Map(await Promise.all(paths.sort().map(read)));
};

/** A whole build takes half a minute, and several on a machine that has other work, ms. */
const BUILT_WITHIN = 600_000;

test(
  "built again in another folder, time zone and language, every file is the same",
  async () => {
    const copy = await mkdtemp(join(tmpdir(), "waymark-build-"));
    onTestFinished(() => rm(copy, { recursive: true }));
    for (const name of ["packages", "package.json", "rollup.config.mjs", "tsconfig.json", "LICENSE"])
      await cp(join(root, name), join(copy, name), {
        recursive: true,
        filter: (source) => !["dist", "node_modules"].includes(basename(source)),
      });
    await symlink(join(root, "node_modules"), join(copy, "node_modules"));
    const env = { ...process.env, TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    await promisify(execFile)("npm", ["run", "build", "--silent"], { cwd: copy, env });
    const [first, second] = await Promise.all([readBuilt(root), readBuilt(copy)]);
    expect([...second.keys()]).toEqual(expect.arrayContaining(["sdk/dist/waymark.js", "sdk/dist/integrity.json"]));
    // What only the first has is left of earlier builds.
    expect([...second].filter(([path, text]) => first.get(path) !== text).map(([path]) => path)).toEqual([]);
  },
  BUILT_WITHIN,
);
