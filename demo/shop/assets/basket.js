// The basket: lines of product, size and quantity, kept in local storage under `shop-cart`.
import { findProduct } from "./products.js";

const KEY = "shop-cart";
export const MOST_OF_ONE = 9;

const isLine = (line) => findProduct(line?.slug) !== undefined && Number.isInteger(line.quantity) && line.quantity > 0;

/** The lines in the order they were added; storage that is refused or spoilt is an empty basket. */
export function readBasket() {
  try {
    const lines = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(lines) ? lines.filter(isLine) : [];
  } catch {
    return [];
  }
}

function writeBasket(lines) {
  localStorage.setItem(KEY, JSON.stringify(lines));
  showCount();
}

export function addToBasket(slug, size) {
  const lines = readBasket();
  const same = lines.find((line) => line.slug === slug && line.size === size);
  if (same) same.quantity = Math.min(same.quantity + 1, MOST_OF_ONE);
  else lines.push({ slug, size, quantity: 1 });
  writeBasket(lines);
}

/** Sets how many of one line; 0 takes it out. */
export function setQuantity(slug, size, quantity) {
  const lines = readBasket().map((line) => (line.slug === slug && line.size === size ? { ...line, quantity } : line));
  writeBasket(lines.filter(isLine));
}

export const emptyBasket = () => writeBasket([]);

/** Sum of the lines in pence, without delivery. */
export const basketTotal = (lines) =>
  lines.reduce((sum, { slug, quantity }) => sum + findProduct(slug).price * quantity, 0);

/** Shows the number of pieces beside "Basket" in the page's head. */
export function showCount() {
  const count = readBasket().reduce((sum, line) => sum + line.quantity, 0);
  const badge = document.querySelector("#basket-count");
  badge.textContent = String(count);
  badge.parentElement.setAttribute("aria-label", `Basket, ${count} ${count === 1 ? "item" : "items"}`);
}
