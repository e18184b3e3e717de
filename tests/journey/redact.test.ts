import { redact } from "@waymark/journey";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";

const card = "4111 1111 1111 1111";
const iban = "DE89 3704 0044 0532 0130 00";

describe("what is replaced", () => {
  test.each([
    ["4111111111111111", "[card]"],
    [card, "[card]"],
    ["4111-1111-1111-1111", "[card]"],
    ["4111\u00a01111 – 1111\u20111111", "[card]"],
    ["4222222222222", "[card]"],
    ["378282246310005", "[card]"],
    ["3782 822463 10005", "[card]"],
    ["30569309025904", "[card]"],
    ["3530111333300000", "[card]"],
    ["5555555555554444", "[card]"],
    ["2223003122003222", "[card]"],
    ["2200000000000004", "[card]"],
    ["6011111111111117", "[card]"],
    ["6205500000000000004", "[card]"],
    ["6759649826438453", "[card]"],
    ["5018000000000009", "[card]"],
    ["620000 4222222222222", "[card]"],
    [`my card ${card} 12/27 123 was refused`, "my card [card] 12/27 123 was refused"],
    [`${card} 123`, "[card] 123"],
    [`17 ${card}`, "17 [card]"],
    [`x${card}x`, "x[card]x"],
    [`${card}, ${card}`, "[card], [card]"],
    ["joe@mail.example", "[email]"],
    ["Joe.O'Neil+shop@sub.mail.example.", "[email]."],
    ["write to <joe@mail.example>!", "write to <[email]>!"],
    ["jörg@bücher.example", "[email]"],
    ["joe@mail.xn--p1ai", "[email]"],
    [iban, "[iban]"],
    ["de89370400440532013000", "[iban]"],
    ["GB29 NWBK 6016 1331 9268 19", "[iban]"],
    ["NO93 8601 1117 947", "[iban]"],
    ["MT84MALT011000012345MTLCAST001S", "[iban]"],
    [`IBAN:${iban}, thanks`, "IBAN:[iban], thanks"],
    [`order AB12 ${iban} please`, "order AB12 [iban] please"],
    [`${iban} ${card} joe@mail.example`, "[iban] [card] [email]"],
  ])("%s", (text, redacted) => expect(redact(text)).toBe(redacted));
});

describe("what stays", () => {
  test.each([
    "",
    "The delivery costs too much.",
    "Order 12345678 from 2024-01-15",
    "order no. 1234567890123456",
    "4111 1111 1111 1112",
    "4111111111111111111111",
    "9111111111111111",
    "+49 170 1234567",
    "tracking 00340434161094042557",
    "DE88 3704 0044 0532 0130 00",
    "AB12 and some more words that follow here",
    "me @ home, @waymark, 5 @ 3.50",
    "a@b",
    "Größe 🧥 passt\nnicht",
    "[card] [email] [iban]",
  ])("%s", (text) => expect(redact(text)).toBe(text));
});

describe("form", () => {
  test("is cut to 2,000 characters", () => {
    expect(redact("a".repeat(3000))).toBe("a".repeat(2000));
  });

  test("is not cut within a surrogate pair", () => {
    expect(redact(`${"a".repeat(1999)}🧥`)).toBe("a".repeat(1999));
    expect(redact(`${"a".repeat(1998)}🧥b`)).toBe(`${"a".repeat(1998)}🧥`);
  });

  test("has no half of a surrogate pair", () => {
    expect(redact("a\ud83eb\udde5c\ud83e")).toBe("a\ufffdb\ufffdc\ufffd");
  });

  test("stays within 2,000 characters although a mark may be longer than what it replaces", () => {
    expect(redact("a@b.co ".repeat(285)).length).toBeLessThanOrEqual(2000);
  });
});

describe("for any text", () => {
  const noise = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[0-9 -]{0,60}$/),
    fc.stringMatching(/^[a-z@.]{0,40}$/),
    fc.stringMatching(/^[A-Z0-9 ]{0,60}$/),
  );
  const secret = fc.constantFrom(card, "4111111111111111", "joe@mail.example", iban, "DE89370400440532013000");
  const text = fc.array(fc.oneof(noise, secret), { maxLength: 80 }).map((parts) => parts.join(""));

  test("redacting again changes nothing, and the length is kept", () => {
    fc.assert(
      fc.property(text, (input) => {
        const once = redact(input);
        expect(redact(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(2000);
        expect(once).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 1000 },
    );
  });

  test("a planted secret is gone", () => {
    fc.assert(
      fc.property(fc.lorem(), secret, fc.lorem(), (before, planted, after) => {
        expect(redact(`${before}: ${planted}, ${after}`)).not.toContain(planted);
      }),
    );
  });

  test("at most 4 in 100 random numbers of 16 digits pass for a card", () => {
    const numbers = fc.sample(fc.stringMatching(/^[0-9]{16}$/), { numRuns: 5000, seed: 1 });
    expect(numbers.filter((number) => redact(number) === "[card]").length).toBeLessThan(200);
  });
});

describe("work", () => {
  afterEach(() => vi.restoreAllMocks());

  /** Characters that its patterns went over, each as often as it was looked at anew. */
  const workOf = (text: string): number => {
    const { exec } = RegExp.prototype;
    let looked = 0;
    vi.spyOn(RegExp.prototype, "exec").mockImplementation(function (this: RegExp, given) {
      const from = this.global ? this.lastIndex : 0;
      const found = exec.call(this, given);
      looked += (found ? found.index + found[0].length : given.length) - from;
      return found;
    });
    redact(text);
    vi.restoreAllMocks();
    return looked;
  };

  // A secret may begin at every character and is looked for in the next 80, a few times over.
  const MOST = 2000 * 80 * 5;

  test.each([
    ["without spaces", "a"],
    ["of digits", "4"],
    ["of groups of digits", "41 "],
    ["of what begins an IBAN", "de89 "],
    ["of addresses", "a@b.co "],
    ["of addresses that never end", "a@b."],
    ["of half surrogate pairs", "\ud83e"],
  ])("a megabyte %s costs little more than its first 2,000 characters", (_, part) => {
    const work = workOf(part.repeat(2000).slice(0, 2000));
    expect(work).toBeGreaterThan(2000);
    expect(work).toBeLessThan(MOST);
    // What was cut is looked through once more.
    expect(workOf(part.repeat(1_000_000 / part.length))).toBeLessThan(work * 3);
  });
});
