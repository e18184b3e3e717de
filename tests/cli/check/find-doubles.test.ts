import { expect, test } from "vitest";
import { findDoubles } from "../../../packages/cli/src/check/find-doubles.ts";

const pathsIn = (text: string) => {
  JSON.parse(text);
  return findDoubles(text).map(({ path }) => path);
};

test.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}'],
  ['{"a":"b","b":"a","c":["a","a"]}'],
  ['["{\\"a\\":1,\\"a\\":2}", "\\\\", {}]'],
  ["null"],
])("%s has none", (text) => {
  expect(pathsIn(text)).toEqual([]);
});

test.each([
  ['{"a":1,"a":2}', [["a"]]],
  [
    '{"surveys":{"why":{"questions":[{"id":"a","id":"b"}]},"why" :{}}}',
    [
      ["surveys", "why", "questions", 0, "id"],
      ["surveys", "why"],
    ],
  ],
  ['[0,[1,2],{"x":[{"y":1},{"y":1,"\\u0079":2}]}]', [[2, "x", 1, "y"]]],
  ['{"a":{},"b":[],"a":{}}', [["a"]]],
])("%s", (text, paths) => {
  expect(pathsIn(text)).toEqual(paths);
});
