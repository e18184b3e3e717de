// A customer's id: a UUIDv8 (RFC 9562) of a site and a key, nobody else's, and the same whenever it is asked for.
import { createHash } from "node:crypto";

/** @param key as `KEY` of `@waymark/protocol` has it */
export const toCustomer = (site: string, key: string): string =>
  createHash("sha256")
    .update(`customer\n${site}\n${key}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");

/** The same in SQL, of a column or an expression, beside a column `site`. */
export const toCustomerSql = (key: string): string =>
  `CAST(regexp_replace(
    sha256(concat_ws(chr(10), 'customer', site, ${key})), '^(.{8})(.{4})(.{3})(.{3})(.{12}).*$', '\\1-\\2-8\\3-8\\4-\\5'
  ) AS UUID)`;
