import { createHash, randomBytes } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { isEqual } from "../../packages/collector/src/is-equal.ts";

const compared: (readonly [Uint8Array, Uint8Array])[] = [];
vi.mock("node:crypto", async (importOriginal) => {
  const crypto = await importOriginal<typeof import("node:crypto")>();
  const timingSafeEqual: typeof crypto.timingSafeEqual = (a, b) => {
    compared.push([a as Uint8Array, b as Uint8Array]);
    return crypto.timingSafeEqual(a, b);
  };
  return { ...crypto, timingSafeEqual };
});
afterEach(() => {
  compared.length = 0;
});

test("the same text is equal, and no other is, whatever its length", () => {
  const secret = randomBytes(32).toString("base64url");
  expect(isEqual(secret, secret)).toBe(true);
  const others = [
    "",
    " ",
    secret.slice(1),
    secret.slice(0, -1),
    `${secret} `,
    secret.toLowerCase(),
    "x".repeat(100_000),
  ];
  for (const other of others.filter((each) => each !== secret)) expect(isEqual(other, secret)).toBe(false);
});

test("what is compared in constant time are digests, always of the same length and never the secret itself", () => {
  const toDigest = (text: string) => createHash("sha256").update(text).digest();
  for (const sent of ["", "a", "the secret", "x".repeat(1_000)]) isEqual(sent, "the secret");
  expect(compared.map(([a]) => a)).toEqual(["", "a", "the secret", "x".repeat(1_000)].map(toDigest));
  expect(compared.every(([a, b]) => a.length === b.length && toDigest("the secret").equals(b))).toBe(true);
});
