// Widgets that are dragged, or clicked twice, by id: a title, and what builds one of its kit.

export const HELD = {
  slider: [
    "Sliders",
    ({ h, on, name }) => {
      const thumb = h("i", { className: "thumb" });
      const slide = on(({ offsetX, currentTarget, target, buttons }) => {
        if (buttons && target === currentTarget) thumb.style.insetInlineStart = `${offsetX}px`;
      });
      const own = {
        className: "rail main",
        role: "slider",
        tabIndex: 0,
        pointerdown: slide,
        pointermove: slide,
        "data-waymark": name,
      };
      return [h("input", { type: "range", "aria-label": "Warmth" }), h("div", own, thumb)];
    },
  ],
  sorting: [
    "Drag and drop",
    ({ h, on, name }) => {
      const grab = on(({ target, pointerId }) => target.setPointerCapture(pointerId));
      const move = on(({ target, clientY, buttons }) => {
        if (!buttons) return;
        const row = target.closest("li");
        const { top, height } = row.getBoundingClientRect();
        if (clientY > top + height) row.nextElementSibling?.after(row);
        if (clientY < top) row.previousElementSibling?.before(row);
      });
      const toRow = (word, i) =>
        h("li", {}, [
          h(
            "button",
            {
              type: "button",
              pointerdown: grab,
              pointermove: move,
              "data-waymark": name,
              className: i ? "grip" : "grip main",
              "aria-label": `Move ${word}`,
            },
            "⠿",
          ),
          word,
        ]);
      return h("ul", { className: "sorted" }, ["Jacket", "Jumper", "Boots"].map(toRow));
    },
  ],
  files: [
    "Select by clicking, open by double-clicking",
    ({ h, on, name }) => {
      const choose = on(({ target }) => target.classList.toggle("chosen"));
      const open = on(({ target }) => target.classList.toggle("opened"));
      const toFile = (word) =>
        h("li", { className: "file main", click: choose, dblclick: open, "data-waymark": name }, word);
      return [
        h("ul", { className: "tree" }, ["tides.txt", "knots.txt"].map(toFile)),
        h("p", { className: "words" }, "Words to select by a double click."),
      ];
    },
  ],
};
