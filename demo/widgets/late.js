// Widgets that answer late, or wait for something, by id: a title, and what builds one of its kit.

export const LATE = {
  fetch: [
    "Slow request, and another after it",
    ({ h, button, load }) => {
      const cost = h("output", {}, "–");
      const ask = async () => {
        await load(1300);
        await load(1700);
        cost.textContent = "£7.95";
      };
      return [button("Work out delivery", ask, { className: "main", failure: () => load(1000) }), cost];
    },
  ],
  list: [
    "Endless list",
    ({ h, button, load }) => {
      const rows = h("ul", { className: "endless" }, h("li", {}, "Row 1"));
      const grow = async () => {
        await load(400);
        for (let i = 0; i < 4; i++) rows.append(h("li", {}, `Row ${rows.children.length + 1}`));
      };
      return [rows, button("Show more", grow, { className: "main" })];
    },
  ],
  search: [
    "Autocomplete",
    ({ h, on, name, load }) => {
      const options = h("ul", { role: "listbox", className: "options" });
      const field = h("input", { type: "text", "aria-label": "Town" });
      const choose = on(({ target }) => {
        field.value = target.textContent;
        options.replaceChildren();
      });
      const toOption = (word) =>
        h(
          "li",
          { role: "option", "aria-selected": "false", click: choose, "data-waymark": name, className: "main" },
          word,
        );
      let asked = 0;
      field.addEventListener("input", async () => {
        const mine = ++asked;
        await load(200);
        if (mine === asked) options.replaceChildren(...["Portmarren", "Port Isla"].map(toOption));
      });
      return [field, options];
    },
  ],
  terms: [
    "Label, checkbox, and what they allow",
    ({ h, on, button, name }) => {
      const go = button("Continue", () => said.append("Thank you. "), { disabled: true, className: "main" });
      const said = h("span");
      const allow = on(({ target }) => {
        go.disabled = !target.checked;
      });
      const box = h("input", { type: "checkbox", change: allow, "data-waymark": name, className: "small" });
      return [h("label", { className: "row" }, [box, "I agree"]), go, said];
    },
  ],
  modal: [
    "Dialogue",
    ({ h, button }) => {
      const dialog = h("dialog", {}, [
        h("p", {}, "A dialogue."),
        h("form", { method: "dialog" }, h("button", { className: "close" }, "Close")),
      ]);
      const failure = async () => {
        await null;
        throw new RangeError("no dialogue");
      };
      return [button("Open", () => dialog.showModal(), { className: "main", failure }), dialog];
    },
  ],
  menu: [
    "Menu by style alone",
    ({ h, isBroken, name }) =>
      h("div", { className: isBroken ? "" : "menu" }, [
        h("button", { type: "button", className: "main", "data-waymark": name }, "Menu"),
        h("ul", {}, [h("li", {}, "Coats"), h("li", {}, "Boots")]),
      ]),
  ],
  spinner: [
    "Beside something that never rests",
    ({ h, button }) => {
      const clock = h("code", {}, "0");
      setInterval(() => {
        clock.textContent = Math.round(performance.now());
      }, 100);
      const said = h("span");
      return [
        clock,
        button("Stop waiting", () => setTimeout(() => said.append("Stopped. "), 200), { className: "main" }),
        said,
      ];
    },
  ],
  component: [
    "Web component",
    ({ h, button }) => {
      const host = h("div");
      const count = h("output", {}, "0");
      const add = () => {
        count.textContent = Number(count.textContent) + 1;
      };
      host.attachShadow({ mode: "open" }).append(button("Count", add, { className: "main" }), " ", count);
      return host;
    },
  ],
  page: [
    "A page that takes its time",
    ({ h, on, name }) => {
      const stay = on(
        () => {},
        (event) => event.preventDefault(),
      );
      return h(
        "a",
        { href: "/widgets/late?ms=3200", click: stay, className: "main", "data-waymark": name },
        "Go there",
      );
    },
  ],
};
