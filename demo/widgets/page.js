// Draws every widget beside its broken twin; `?only=tabs,tree` draws some alone, `?not=tabs` leaves some out.
import { AWAY } from "./away.js";
import { FAST } from "./fast.js";
import { HELD } from "./held.js";
import { createKit } from "./kit.js";
import { LATE } from "./late.js";

const query = new URLSearchParams(location.search);
const [only, not] = ["only", "not"].map((key) => query.get(key)?.split(","));

// What "a new window" opens.
if (query.has("close")) close();

const { h } = createKit("page", false);

const draw = (id, build, isBroken) =>
  h("div", { className: isBroken ? "twin broken" : "twin", id: isBroken ? `broken-${id}` : id }, [
    h("p", { className: "state" }, isBroken ? "broken" : "works"),
    h("div", { className: "stand" }, build(createKit(id, isBroken))),
  ]);

for (const [id, [title, build]] of Object.entries({ ...FAST, ...HELD, ...LATE, ...AWAY })) {
  if (only ? !only.includes(id) : not?.includes(id)) continue;
  const twins = [false, true].map((isBroken) => draw(id, build, isBroken));
  document.querySelector("#widgets").append(h("article", {}, [h("h2", {}, title), ...twins]));
}
