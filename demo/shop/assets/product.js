// A product's page: puts the chosen size into the basket.
import { addToBasket } from "./basket.js";
import { track } from "./track.js";

const form = document.querySelector("#buy");
const added = document.querySelector("#added");

// Where there is one size alone, nobody has to choose it.
if (form.elements.size instanceof HTMLInputElement) form.elements.size.checked = true;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const size = form.elements.size.value;
  addToBasket(form.dataset.slug, size);
  added.querySelector("span").textContent = `${size} is in your basket.`;
  added.hidden = false;
  track("added-to-basket", { product: form.dataset.slug });
});
