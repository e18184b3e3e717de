// Fills the shop's templates: `{{name}}` is escaped text, `{{{name}}}` is markup from another template.
import { readdirSync, readFileSync } from "node:fs";
import { formatPrice, KINDS, PRODUCTS } from "./assets/products.js";

/** Title of every page whose template has its name; products have titles of their own. */
const PAGES = {
  "/": ["home", "Clothes for the edge of the sea"],
  "/products": ["products", "Everything we make"],
  "/cart": ["cart", "Your basket"],
  "/checkout": ["checkout", "Checkout"],
  "/checkout/review": ["checkout", "Checkout"],
  "/thanks": ["thanks", "Thank you"],
  "/delivery": ["delivery", "Delivery & returns"],
  "/about": ["about", "Our story"],
  missing: ["missing", "Not found"],
};

const NAVIGATION = [
  ["/products", "Shop"],
  ["/about", "Our story"],
  ["/delivery", "Delivery & returns"],
];

const FEATURED = ["skerry-jacket", "malin-jumper", "shingle-boots", "quay-tee"];

/** All templates, read once when the shop starts. */
const templates = new Map(
  ["pages", "parts"].flatMap((folder) => {
    const url = new URL(`./${folder}/`, import.meta.url);
    return readdirSync(url).map((name) => [name.replace(".html", ""), readFileSync(new URL(name, url), "utf8")]);
  }),
);

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]);

const fill = (name, values) =>
  templates.get(name).replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, markup, text) => {
    const value = values[markup ?? text];
    if (value === undefined) throw new Error(`Template ${name} wants "${markup ?? text}", which nobody gives.`);
    return markup ? value : escapeHtml(value);
  });

const cards = (products) =>
  products.map((product) => fill("product-card", { ...product, price: formatPrice(product.price) })).join("");

function fillProduct(product) {
  const sizes = product.sizes
    .map((size) => fill(product.soldOut.includes(size) ? "sold-out-size" : "size", { size }))
    .join("");
  const others = PRODUCTS.filter(({ slug, kind }) => slug !== product.slug && kind !== product.kind).slice(0, 3);
  return fill("product", { ...product, price: formatPrice(product.price), sizes, others: cards(others) });
}

function fillMain(path) {
  const product = PRODUCTS.find(({ slug }) => path === `/products/${slug}`);
  if (product) return { title: product.name, main: fillProduct(product) };
  if (!Object.hasOwn(PAGES, path)) return undefined;
  const [name, title] = PAGES[path];
  const featured = cards(FEATURED.map((slug) => PRODUCTS.find((each) => each.slug === slug)));
  const filters = KINDS.map((kind) => fill("filter", { kind })).join("");
  return { title, main: fill(name, { featured, filters, all: cards(PRODUCTS) }) };
}

/**
 * The whole HTML of a page by its path, `missing` for the one of an unknown path.
 * @returns undefined when the shop has no such page.
 */
export function renderPage(path, collector) {
  const page = fillMain(path);
  if (!page) return undefined;
  const navigation = NAVIGATION.map(([href, text]) => {
    const current = href === path ? ' aria-current="page"' : "";
    return `<li><a href="${href}"${current}>${escapeHtml(text)}</a></li>`;
  }).join("");
  return fill("layout", { ...page, navigation, collector });
}
