// The checkout: address, payment and review in one document; review alone has an address of its own.
import { basketTotal, emptyBasket, readBasket } from "./basket.js";
import { deliveryCost } from "./delivery-cost.js";
import { drawReview, drawSummary } from "./summary.js";
import { track } from "./track.js";

const STEPS = ["address", "payment", "review"];
const KEY = "shop-checkout";
const address = document.querySelector("#address");
const payment = document.querySelector("#payment");
const review = document.querySelector("#review");

/** What is known so far: `address`, `delivery`, and of the card its last four digits alone. */
const order = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");

function remember(facts) {
  Object.assign(order, facts);
  sessionStorage.setItem(KEY, JSON.stringify(order));
}

/** The furthest step that what is known allows, at most the wanted one. */
function allowed(step) {
  if (!order.address || !order.delivery) return "address";
  return step === "review" && !order.card ? "payment" : step;
}

function show(step) {
  const lines = readBasket();
  document.querySelector("#empty").hidden = lines.length > 0;
  document.querySelector("#flow").hidden = lines.length === 0;
  for (const name of STEPS) {
    document.querySelector(`#${name}`).hidden = name !== step;
    const mark = document.querySelector(`[data-step="${name}"]`);
    if (name === step) mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  }
  drawSummary(lines, order);
  if (step === "review") drawReview(order);
  if (step === "payment" && lines.length > 0) track("payment-shown");
}

function goTo(step) {
  history.pushState({ step }, "", step === "review" ? "/checkout/review" : "/checkout");
  show(step);
  scrollTo(0, 0);
  document.querySelector(`#${step} h1`).focus();
}

/** Shows what the address and the history state name: after a load, a reload, Back and Forward. */
function restore() {
  const wanted = location.pathname === "/checkout/review" ? "review" : (history.state?.step ?? "address");
  const step = readBasket().length > 0 ? allowed(wanted) : "address";
  if (step !== wanted) history.replaceState({ step }, "", "/checkout");
  show(step);
}

const place = () => [address.elements.country.value, address.elements.postcode.value.trim()];

address.addEventListener("change", () => {
  // A failure is shown by its note, and asked again when the form is submitted.
  if (address.elements.postcode.value) deliveryCost(...place()).catch(() => {});
});

address.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = address.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const delivery = await deliveryCost(...place());
    remember({ address: Object.fromEntries(new FormData(address)), delivery });
    goTo("payment");
  } catch {
    // Said by the note beside the button.
  } finally {
    button.disabled = false;
  }
});

payment.querySelector("[type=submit]").addEventListener("click", (event) => {
  // Deliberate friction: for these cards the button is dead, without a word.
  if (payment.elements.number.value.trim().startsWith("4000")) event.preventDefault();
});

payment.addEventListener("submit", (event) => {
  event.preventDefault();
  remember({ card: payment.elements.number.value.replaceAll(" ", "").slice(-4) });
  payment.reset();
  goTo("review");
});

review.addEventListener("submit", (event) => {
  event.preventDefault();
  const number = `TT-${String(Date.now()).slice(-6)}`;
  const total = basketTotal(readBasket()) + order.delivery.pence;
  sessionStorage.setItem("shop-order", JSON.stringify({ number, total, email: order.address.email }));
  sessionStorage.removeItem(KEY);
  emptyBasket();
  location.assign("/thanks");
});

for (const button of document.querySelectorAll("[data-go]")) {
  button.addEventListener("click", () => goTo(button.dataset.go));
}
for (const [name, value] of Object.entries(order.address ?? {})) {
  const field = address.elements.namedItem(name);
  if (field) field.value = value;
}
addEventListener("popstate", restore);
addEventListener("pageshow", (event) => event.persisted && restore());
restore();
