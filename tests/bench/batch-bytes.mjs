// Requests as pages send them, made once and given new ids in place: making them anew would cost more than the collector.

/** Entries of one request: the SDK sends 20 at once, fewer after 5 s or when a page is left, and at most 50. */
const SIZES = [1, 4, 8, 12, 20, 20, 20, 50];
/** Of each size so many, whose entries differ. */
const OF_EACH = 8;
/** Stands where an id goes. */
const ID = "00000000-0000-7000-8000-000000000000";

const PAGES = ["/", "/products", "/products/jacket-42", "/cart", "/checkout", "/help/delivery"];
const PLACES = [
  ["discover", "home"],
  ["choose", "listing"],
  ["choose", "product"],
  ["checkout", "cart"],
  ["checkout", "address"],
  [null, "/help/delivery"],
];
const EVIDENCE = { stage: "checkout", step: "cart", engaged: 42_000, abandon: "leaving", last: [] };

/** Of twenty entries one is friction and one an answer; the others are what a visit consists of. */
function toWhat(index, name) {
  if (index % 20 === 7) return { kind: "friction", type: "rage-click", name: "pay", data: { clicks: 4, weight: 0.8 } };
  if (index % 20 === 13) {
    const data = {
      survey: "why-leave",
      submission: ID,
      question: "more",
      value: "The delivery costs more than the jacket.",
    };
    return {
      kind: "answer",
      type: "text",
      name: "why-leave/more",
      data: { ...data, language: "en", evidence: EVIDENCE },
    };
  }
  const touchpoint = (type, data) => ({ kind: "touchpoint", type, name, data });
  if (index % 3 === 0) return touchpoint("page", { load: "navigate", language: "en", width: 1280 });
  if (index % 3 === 1) return touchpoint("click", { element: "a.product-card", x: 412, y: 377 });
  return touchpoint("step", { to: { stage: "choose", step: "product" }, dwell: 8_123, move: "forward" });
}

function toEntry(index, now) {
  const place = index % PAGES.length;
  const [stage, step] = PLACES[place];
  const page = { url: `https://shop.example${PAGES[place]}?utm_source=newsletter`, referrer: "https://news.example" };
  const { kind, type, name, data } = toWhat(index, PAGES[place]);
  const place_ = { tab: "k3f9a7c2b1d8", seq: index + 1, stage, step, page };
  return { id: ID, kind, type, name, at: now - 5_000 + index, mono: 1_200.5 + index, ...place_, data };
}

function toRequest(size, variant, now) {
  const entries = Array.from({ length: size }, (_, index) => toEntry(index + variant * 7, now));
  const head = { waymark: 1, site: "shop", sdk: "0.1.0", batch: ID, attempt: 1, sentAt: now, visitor: ID, session: ID };
  const body = JSON.stringify({ ...head, plan: "7c9e2b4a", level: "idb", entries });
  const lines = [
    "POST /ingest HTTP/1.1",
    "Host: collect.example",
    "Content-Type: text/plain;charset=UTF-8",
    "Origin: https://shop.example",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const bytes = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`, "latin1");
  const places = [];
  for (let at = bytes.indexOf(ID); at !== -1; at = bytes.indexOf(ID, at + ID.length)) places.push(at);
  return { bytes, places, entries: size };
}

const toHex = (value, digits) => value.toString(16).padStart(digits, "0");
const random = (bits) => Math.floor(Math.random() * 2 ** bits);

/** A UUIDv7, as the SDK makes them. */
const toId = (now) => {
  const time = toHex(now, 12);
  const tail = `${toHex(random(24), 6)}${toHex(random(24), 6)}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${toHex(random(12), 3)}-${toHex(0x8000 + random(14), 4)}-${tail}`;
};

/**
 * Makes the next request each time it is called.
 * @returns {() => { bytes: Buffer, entries: number }} the bytes are a copy, with ids that no other request has
 */
export function createRequests() {
  const now = Date.now();
  const requests = SIZES.flatMap((size) =>
    Array.from({ length: OF_EACH }, (_, variant) => toRequest(size, variant, now)),
  );
  let turn = 0;
  return () => {
    const { bytes, places, entries } = requests[(turn * 37) % requests.length];
    turn += 1;
    const copy = Buffer.from(bytes);
    const at = Date.now();
    for (const place of places) copy.latin1Write(toId(at), place);
    return { bytes: copy, entries };
  };
}
