// The checkout's order summary beside every step, and the facts of the review step.
import { basketTotal } from "./basket.js";
import { findProduct, formatPrice } from "./products.js";

/** Draws the pieces, delivery (once it is known) and the total. */
export function drawSummary(lines, { delivery }) {
  const template = document.querySelector("#summary-line");
  document.querySelector("#summary-lines").replaceChildren(
    ...lines.map(({ slug, size, quantity }) => {
      const product = findProduct(slug);
      const line = template.content.cloneNode(true);
      line.querySelector("img").src = `/drawings/${slug}.svg`;
      line.querySelector("strong").textContent = product.name;
      line.querySelector("span").textContent = `${size} × ${quantity}`;
      line.querySelector("b").textContent = formatPrice(product.price * quantity);
      return line;
    }),
  );
  const goods = basketTotal(lines);
  const total = formatPrice(goods + (delivery?.pence ?? 0));
  document.querySelector("#goods").textContent = formatPrice(goods);
  document.querySelector("#delivery").textContent = delivery ? formatPrice(delivery.pence) : "by address";
  for (const place of document.querySelectorAll(".total")) place.textContent = total;
}

/** Draws where the order goes and what pays for it. */
export function drawReview({ address, delivery, card }) {
  const to = [address.name, address.street, `${address.postcode} ${address.city}`, address.country];
  document.querySelector("#review-address").textContent = to.join("\n");
  document.querySelector("#review-delivery").textContent = `${delivery.days} working days`;
  document.querySelector("#review-card").textContent = `Card ending ${card}`;
}
