import { expect, test } from "vitest";
import { toLogLine } from "../../packages/collector/src/log-line.ts";

test("a line is printable ASCII whatever is in it, and says the same", () => {
  const text = '\r\n\x1b[2J\x9b2J\x85\u2028"},{"a":"ü \ud800 \u{1f600}\x7f';
  const line = toLogLine({ error: text });
  expect(line).toMatch(/^\{[\x20-\x7e]*\}$/);
  expect(JSON.parse(line)).toEqual({ time: expect.any(String), error: text });
});
