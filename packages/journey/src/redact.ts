// What free text may keep: card numbers, e-mail addresses and IBANs are replaced before anything is stored.

/** Characters (UTF-16 units) that free text may have; the rest is cut. */
const MAX_TEXT = 2000;

interface Secret {
  readonly mark: string;
  /** Where one may begin. */
  readonly start: RegExp;
  /** What it may be written in from there: groups with spaces or dashes between. */
  readonly run: RegExp;
  readonly isSecret: (compact: string) => boolean;
}

// Visa; Mastercard and Mir; Amex; Diners; JCB; Discover, UnionPay, RuPay and Maestro; Maestro.
const CARD =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d|2[2-6]\d|27[0-2])\d{13}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14,17}|6(?:[0257]\d|4[4-9])\d{13,16}|5[06-8]\d{11,17})$/;
const IBAN = /^[a-z]{2}\d\d[a-z\d]{11,30}$/i;
// Every part is bounded: an open one takes seconds on a long text without "@".
const EMAIL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}/gu;

/** The check digit of card numbers (ISO/IEC 7812-1). */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 1; i <= digits.length; i++) {
    const digit = Number(digits[digits.length - i]) * (i % 2 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
};

/** The check digits of IBANs (ISO 13616): letters count from 10, the first four characters go last. */
const passesMod97 = (iban: string): boolean => {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

// IBANs first: part of one may pass for a card.
const SECRETS: readonly Secret[] = [
  {
    mark: "[iban]",
    start: /\b[a-z]{2}\d\d/gi,
    run: /^(?:[\s\p{Pd}]{0,3}[a-z\d])+/iu,
    isSecret: (compact) => IBAN.test(compact) && passesMod97(compact),
  },
  {
    mark: "[card]",
    start: /\d+/g,
    run: /^(?:[\s\p{Pd}]{0,3}\d)+/u,
    isSecret: (compact) => CARD.test(compact) && passesLuhn(compact),
  },
];
// An IBAN of 34 characters in groups of four, or a card of 19 digits with three characters between any two.
const MAX_RUN = 80;

/** Length of the longest secret that the text begins with and that ends where a group ends; 0 for none. */
const secretLength = (text: string, { run, isSecret }: Secret): number => {
  let compact = "";
  let length = 0;
  for (const { 0: group, index } of (run.exec(text)?.[0] ?? "").matchAll(/[a-z\d]+/gi)) {
    compact += group;
    if (isSecret(compact)) length = index + group.length;
  }
  return length;
};

const replaceSecrets = (text: string, secret: Secret): string => {
  let replaced = "";
  let done = 0;
  for (const { index } of text.matchAll(secret.start)) {
    const length = index < done ? 0 : secretLength(text.slice(index, index + MAX_RUN), secret);
    if (!length) continue;
    replaced += text.slice(done, index) + secret.mark;
    done = index + length;
  }
  return replaced + text.slice(done);
};

/**
 * Cuts free text to 2,000 characters and replaces what must not be stored: card numbers (13–19 digits with a known issuer and a
 * right check digit, in groups or not) by `[card]`, e-mail addresses by `[email]`, IBANs (right check digits) by `[iban]`, and
 * halves of surrogate pairs by U+FFFD. Of random 16-digit numbers about 3 % pass for a card; phone and order numbers stay.
 *
 * @returns text of at most 2,000 UTF-16 units; redacting it again changes nothing.
 */
export const redact = (text: string): string => {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, "") : text;
  const redacted = SECRETS.reduce(replaceSecrets, cut.replace(/\p{Cs}/gu, "\ufffd")).replace(EMAIL, "[email]");
  // A mark may be longer than what it replaces and push the text over its end again, or bring two parts together.
  return redacted === text ? text : redact(redacted);
};
