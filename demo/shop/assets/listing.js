// The product list's filters: they hide cards in place and keep the choice in the address.
const form = document.querySelector("#filters");
const cards = [...document.querySelectorAll("[data-kind]")];
const status = document.querySelector("#shown-count");

function show(kind) {
  for (const card of cards) card.hidden = kind !== "" && card.dataset.kind !== kind;
  const count = cards.filter((card) => !card.hidden).length;
  status.textContent = count === 1 ? "1 piece" : `${count} pieces`;
}

const wanted = new URLSearchParams(location.search).get("kind") ?? "";
const radio = [...form.elements.kind].find((input) => input.value === wanted);
if (radio) radio.checked = true;
show(form.elements.kind.value);

form.addEventListener("change", () => {
  const kind = form.elements.kind.value;
  show(kind);
  history.replaceState(history.state, "", kind ? `?kind=${encodeURIComponent(kind)}` : location.pathname);
});
