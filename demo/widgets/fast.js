// Widgets that people click fast, by id: a title, and what builds one of its kit.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const range = (length) => Array.from({ length }, (_, i) => i);

export const FAST = {
  stepper: [
    "Stepper",
    ({ h, button }) => {
      const count = h("output", {}, "1");
      const by = (step) => () => {
        count.textContent = Math.max(0, Number(count.textContent) + step);
      };
      return [button("−", by(-1)), count, button("+", by(1), { className: "main" })];
    },
  ],
  quantity: [
    "Quantity in a field",
    ({ h, button }) => {
      const field = h("input", { type: "number", value: "1", "aria-label": "Quantity" });
      const more = () => {
        // As many shops do: neither an event nor a change of the document tells of it.
        field.value = Number(field.value) + 1;
      };
      return [field, button("+", more, { className: "main" })];
    },
  ],
  carousel: [
    "Carousel that turns by itself",
    ({ h, button }) => {
      const slides = ["Dunlin", "Gannet", "Skerry"].map((word) => h("li", {}, word));
      const track = h("ul", { className: "slides" }, slides);
      let at = 0;
      const turn = (by) => {
        at = (at + by + slides.length) % slides.length;
        requestAnimationFrame(() => {
          track.style.translate = `${-100 * at}% 0`;
        });
      };
      setInterval(turn, 3000, 1);
      return [
        button("‹", () => turn(-1)),
        h("div", { className: "window" }, track),
        button("›", () => turn(1), { className: "main" }),
      ];
    },
  ],
  calendar: [
    "Date picker",
    ({ h, button, on, name }) => {
      const title = h("strong", {}, "January 2027");
      let month = 0;
      const move = (by) => () => {
        month += by;
        title.textContent = `${MONTHS[((month % 12) + 12) % 12]} ${2027 + Math.floor(month / 12)}`;
      };
      const pick = on(({ target }) => {
        for (const day of days.children) day.classList.toggle("chosen", day === target);
      });
      const toDay = (i) =>
        h("button", { type: "button", click: pick, "data-waymark": name, className: "day" }, `${i + 1}`);
      const days = h("div", { className: "days" }, range(28).map(toDay));
      return [
        h("div", { className: "row" }, [button("‹", move(-1)), title, button("›", move(1), { className: "main" })]),
        days,
      ];
    },
  ],
  tree: [
    "Tree",
    ({ h, on, name }) => {
      const toggle = on(({ target }) => {
        const branch = target.closest("li");
        branch.classList.toggle("open");
      });
      const leaf = (word) => h("li", {}, word);
      const branch = (word, children) =>
        h("li", {}, [
          h("span", { className: "twig main", click: toggle, "data-waymark": name }, word),
          h("ul", {}, children),
        ]);
      return h("ul", { className: "tree" }, branch("Coats", [leaf("Waxed"), branch("Sailcloth", [leaf("Smocks")])]));
    },
  ],
  tabs: [
    "Tabs",
    ({ h, on, name }) => {
      const panel = h("p", {}, "Care: rinse in fresh water.");
      const show = on(({ target }) => {
        for (const tab of list.children) tab.ariaSelected = `${tab === target}`;
        panel.textContent = `${target.textContent}: all about it.`;
      });
      const toTab = (word, i) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            "aria-selected": `${i === 0}`,
            click: show,
            "data-waymark": name,
            className: i ? "main" : "",
          },
          word,
        );
      const list = h("div", { role: "tablist", className: "row" }, ["Care", "Sizes"].map(toTab));
      return [list, panel];
    },
  ],
  accordion: [
    "Accordion",
    ({ h, on, name }) => {
      const keep = on(
        () => {},
        (event) => event.preventDefault(),
      );
      const toFold = (word) =>
        h("details", {}, [
          h("summary", { click: keep, className: "main", "data-waymark": name }, word),
          h("p", {}, "Within 30 days, unworn."),
        ]);
      return [toFold("Returns"), toFold("Repairs")];
    },
  ],
  keyboard: [
    "Virtual keyboard",
    ({ h, button }) => {
      const field = h("input", { type: "text", inputMode: "none", "aria-label": "Code" });
      const type = ({ target }) => {
        field.value += target.textContent;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      const keys = range(10).map((digit) => button(`${digit}`, type, { className: digit === 5 ? "main" : "" }));
      return [field, h("div", { className: "keys" }, keys)];
    },
  ],
  like: [
    "Optimistic button",
    ({ button, load }) => {
      const like = ({ target }) => {
        target.ariaPressed = `${target.ariaPressed !== "true"}`;
        load(600);
      };
      return button("♥ Like", like, { className: "main", "aria-pressed": "false" });
    },
  ],
  toast: [
    "Toast",
    ({ h, button }) => {
      const toasts = h("div", { className: "toasts" });
      const add = () => {
        const toast = h("p", { className: "toast" }, "Saved");
        toasts.append(toast);
        setTimeout(() => toast.remove(), 1500);
      };
      const failure = () => {
        throw new TypeError("no place for toasts");
      };
      return [button("Save", add, { className: "main", failure }), toasts];
    },
  ],
};
