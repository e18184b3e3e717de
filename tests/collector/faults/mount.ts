// A small disk of its own, that a test may fill or make read-only: a tmpfs, which only root of a Linux may mount.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const mount = (folder: string, options: string): void => {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "pipe" });
};
const unmount = (folder: string): void => {
  execFileSync("umount", ["--lazy", folder], { stdio: "pipe" });
};

/** Why no disk can be mounted here; nothing when one can. */
export const whyNoMount = (): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-mount-"));
  try {
    mount(folder, "size=1m");
    unmount(folder);
    return undefined;
  } catch (error) {
    return `a tmpfs cannot be mounted here, which takes root on Linux (${String(error).split("\n")[0]})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Mounts an empty disk of so many bytes, gone after the test. */
export const mountDisk = (bytes: number): { folder: string; remount: (option: "ro" | "rw") => void } => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-mount-"));
  mount(folder, `size=${bytes}`);
  onTestFinished(() => {
    unmount(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    remount: (option) => void execFileSync("mount", ["-o", `remount,${option}`, folder], { stdio: "pipe" }),
  };
};
