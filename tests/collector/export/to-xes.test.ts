import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { HOSTILE, LINES, MINUTE, NOW, openExport, toAnswer, toLine, visitorOf } from "./fixtures.ts";

// The rules of XES (IEEE 1849-2016, clause 5; www.xes-standard.org), told anew for what such a log has: its parts in this
// order, attributes by type, and what the extensions declare. `xmllint` is the judge of both form and rules.
const ATTRIBUTE = (name: string, type: string) =>
  `<xs:element name="${name}"><xs:complexType>
     <xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="${type}" use="required"/>
   </xs:complexType></xs:element>`;
const ATTRIBUTES = `<xs:choice minOccurs="0" maxOccurs="unbounded">
  ${ATTRIBUTE("string", "xs:string")}${ATTRIBUTE("date", "xs:dateTime")}</xs:choice>`;
const NAMED = (names: Record<string, string>) =>
  `<xs:complexType>${Object.entries(names)
    .map(([name, type]) => `<xs:attribute name="${name}" type="${type}" use="required"/>`)
    .join("")}</xs:complexType>`;
const MANY = 'minOccurs="0" maxOccurs="unbounded"';
const RULES = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.xes-standard.org/" elementFormDefault="qualified">
  <xs:element name="log"><xs:complexType><xs:sequence>
    <xs:element name="extension" ${MANY}>${NAMED({ name: "xs:NCName", prefix: "xs:NCName", uri: "xs:anyURI" })}</xs:element>
    <xs:element name="global" ${MANY}><xs:complexType>${ATTRIBUTES}<xs:attribute name="scope" type="xs:NCName"/></xs:complexType></xs:element>
    <xs:element name="classifier" ${MANY}>${NAMED({ name: "xs:NCName", scope: "xs:NCName", keys: "xs:token" })}</xs:element>
    ${ATTRIBUTES}
    <xs:element name="trace" ${MANY}><xs:complexType><xs:sequence>${ATTRIBUTES}
      <xs:element name="event" ${MANY}><xs:complexType>${ATTRIBUTES}</xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence><xs:attribute name="xes.version" type="xs:decimal" use="required"/><xs:attribute name="xes.features" type="xs:token"/></xs:complexType></xs:element>
</xs:schema>`;

const judge = async (xml: string): Promise<readonly string[]> =>
  (await validateXML({ xml: { fileName: "log.xes", contents: xml }, schema: RULES })).errors.map(
    ({ rawMessage }) => rawMessage,
  );

const readLog = async (lines: readonly object[]): Promise<string> => {
  const out = await openExport();
  await out.add(lines);
  const xml = await out.read("format=xes");
  expect(await judge(xml)).toEqual([]);
  return xml;
};

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const fromXml = (text = ""): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCharCode(Number(code)) : (ENTITIES[name] ?? "?"),
  );
/** What all attributes of a key say. */
const valuesOf = (xml: string, key: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<\\w+ key="${key}" value="([^"]*)"/>`, "g"))].map(([, value]) => fromXml(value));

test("a log of everything, hostile texts included, is well formed and keeps the rules", async () => {
  const xml = await readLog(LINES);
  // XML 1.0 has no place for some characters at all.
  const told = HOSTILE.map((each) =>
    [..."\u0001\u0008\u001f\ufffe"].reduce((text, one) => text.replaceAll(one, "\ufffd"), each),
  );
  expect(valuesOf(xml, "name")).toEqual(expect.arrayContaining(told));
  expect(valuesOf(xml, "value")).toEqual(expect.arrayContaining(told));
}, 60_000);

test("each visitor is a trace, in order, and what they came to is what they did", async () => {
  const at = NOW - 9 * MINUTE;
  const xml = await readLog([
    toLine({ visitor: visitorOf(2), at: at + 2, type: "click", name: "pay" }),
    toLine({ at: at + 3, step: "payment", type: "step", name: "payment" }),
    toLine({ visitor: visitorOf(2), at: at + 1, stage: null, step: "/help" }),
    toLine({ at }),
    toAnswer(9, { at: at + 4 }),
    toLine({ at: at + 5, type: "custom", name: "called", channel: "phone" }),
    toLine({ visitor: undefined, name: "nobody's", type: "custom" }),
    toLine({ type: "vital", name: "LCP" }),
    toLine({ kind: "gap", type: "evicted", name: "too-old" }),
  ]);
  const [head = "", ...traces] = xml.split("<trace>");
  expect(valuesOf(head, "concept:name")).toEqual(["", "", "Waymark"]);
  expect(traces.map((trace) => valuesOf(trace, "concept:name"))).toEqual([
    [visitorOf(1), "checkout/cart", "checkout/payment", "nps why-leave/more", "custom called"],
    [visitorOf(2), "/help", "click pay"],
  ]);
  expect(valuesOf(traces[0] ?? "", "org:resource")).toEqual(["web", "web", "web", "phone"]);
  expect(valuesOf(traces[1] ?? "", "time:timestamp")).toEqual([1, 2].map((ms) => new Date(at + ms).toISOString()));
  expect(new Set(valuesOf(traces.join(""), "lifecycle:transition"))).toEqual(new Set(["complete"]));
  for (const prefix of new Set([...xml.matchAll(/key="(\w+):/g)].map(([, each]) => each))) {
    expect(head).toContain(`prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"`);
  }
});

test("a log of nothing keeps the rules, too, and traces go on from one chunk to the next", async () => {
  expect(await readLog([])).not.toContain("<trace>");
  const xml = await readLog(Array.from({ length: 5_000 }, (_, index) => toLine({ visitor: visitorOf(index % 2) })));
  expect(xml.match(/<trace>/g)).toHaveLength(2);
}, 60_000);

test.each([
  ["what is not closed", "<log xes.version='1' xmlns='http://www.xes-standard.org/'><trace></log>"],
  [
    "a time that is none",
    "<log xes.version='1' xmlns='http://www.xes-standard.org/'><date key='a' value='now'/></log>",
  ],
  ["an event outside of traces", "<log xes.version='1' xmlns='http://www.xes-standard.org/'><event/></log>"],
])("%s would be found", async (_, xml) => expect(await judge(xml)).not.toEqual([]));
