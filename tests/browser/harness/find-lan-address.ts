// An address of this machine that is no loopback: plain http from there is no secure context.
import { networkInterfaces } from "node:os";

/** @throws Error on a machine without a network */
export const findLanAddress = (): string => {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const found = all.find(({ family, internal }) => family === "IPv4" && !internal);
  if (!found) throw new Error("This machine has no address but loopback.");
  return found.address;
};
