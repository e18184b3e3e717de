// Asks the shop what delivery costs, which takes the shop several seconds, and shows that it is asking.
import { formatPrice } from "./products.js";

const note = document.querySelector("#delivery-note");
const noteText = note.querySelector("span");

let asked;

/**
 * Delivery to a place: `{ pence, days }`. The same place is asked for once, however often this is called.
 * @throws when the shop cannot be reached.
 */
export function deliveryCost(country, postcode) {
  const query = new URLSearchParams({ country, postcode }).toString();
  if (asked?.query !== query) asked = { query, cost: ask(query) };
  return asked.cost;
}

async function ask(query) {
  const isLatest = () => asked?.query === query;
  note.dataset.state = "waiting";
  noteText.textContent = "Working out delivery …";
  try {
    const response = await fetch(`/api/delivery-cost?${query}`);
    if (!response.ok) throw new Error(`delivery cost: ${response.status}`);
    const cost = await response.json();
    if (isLatest()) {
      note.dataset.state = "known";
      noteText.textContent = `Delivery ${formatPrice(cost.pence)}, ${cost.days} working days`;
    }
    return cost;
  } catch (error) {
    if (isLatest()) {
      asked = undefined;
      note.dataset.state = "failed";
      noteText.textContent = "We couldn’t work out delivery. Please try again.";
    }
    throw error;
  }
}
