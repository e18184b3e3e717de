// The basket page: its lines, their steppers, the sum, and a coupon field that accepts no code at all.
import { basketTotal, MOST_OF_ONE, readBasket, setQuantity } from "./basket.js";
import { findProduct, formatPrice } from "./products.js";
import { track } from "./track.js";

const list = document.querySelector("#lines");
const template = document.querySelector("#line");

function drawLine({ slug, size, quantity }) {
  const product = findProduct(slug);
  const line = template.content.cloneNode(true);
  const find = (selector) => line.querySelector(selector);
  find("img").src = `/drawings/${slug}.svg`;
  find("a").href = `/products/${slug}`;
  find("a").textContent = product.name;
  find(".line-size").textContent = size === "One size" ? product.colour : `${product.colour}, ${size}`;
  find("output").textContent = String(quantity);
  find(".line-price").textContent = formatPrice(product.price * quantity);

  const change = (selector, label, next) => {
    const button = find(selector);
    button.setAttribute("aria-label", `${label} ${product.name}`);
    button.disabled = next > MOST_OF_ONE;
    button.addEventListener("click", () => {
      const index = [...list.children].indexOf(button.closest("li"));
      setQuantity(slug, size, next);
      draw();
      // The list was drawn anew: keyboard focus stays on the button that was pressed.
      list.children[index]?.querySelector(selector).focus();
    });
  };
  change(".fewer", "One less of", quantity - 1);
  change(".more", "One more of", quantity + 1);
  change(".remove", "Remove", 0);
  return line;
}

function draw() {
  const lines = readBasket();
  list.replaceChildren(...lines.map(drawLine));
  document.querySelector("#full").hidden = lines.length === 0;
  document.querySelector("#empty").hidden = lines.length > 0;
  document.querySelector("#subtotal").textContent = formatPrice(basketTotal(lines));
}

const coupon = document.querySelector("#coupon");
const refusal = document.querySelector("#coupon-error");

coupon.addEventListener("submit", (event) => {
  event.preventDefault();
  // Deliberate friction: every code is refused. The code itself is nobody's business but the shop's.
  const { code } = coupon.elements;
  refusal.textContent = "This code isn’t valid for the pieces in your basket.";
  code.setAttribute("aria-invalid", "true");
  code.focus();
  track("coupon-refused");
});

coupon.addEventListener("input", () => {
  refusal.textContent = "";
  coupon.elements.code.removeAttribute("aria-invalid");
});

draw();
addEventListener("pageshow", (event) => event.persisted && draw());
