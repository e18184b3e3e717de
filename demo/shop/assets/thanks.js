// The page after an order; without one (an old bookmark) it says so.
import { formatPrice } from "./products.js";

const order = JSON.parse(sessionStorage.getItem("shop-order") ?? "null");
document.querySelector(order ? "#ordered" : "#no-order").hidden = false;
if (order) {
  document.querySelector("#order-number").textContent = order.number;
  document.querySelector("#order-total").textContent = formatPrice(order.total);
  document.querySelector("#order-email").textContent = order.email;
}
