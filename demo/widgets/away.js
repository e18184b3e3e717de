// Widgets whose answer is not in the document, by id: a title, and what builds one of its kit.

/** A picture that is drawn anew whenever something has changed. */
const createMap = (h) => {
  const canvas = h("canvas", { width: 320, height: 140 });
  const pen = canvas.getContext("2d");
  const view = { x: 160, y: 70, zoom: 1 };
  const draw = () => {
    pen.fillStyle = "#cfe0e4";
    pen.fillRect(0, 0, 320, 140);
    pen.fillStyle = "#8a9b6a";
    pen.beginPath();
    pen.ellipse(view.x, view.y, 60 * view.zoom, 34 * view.zoom, 0.4, 0, 7);
    pen.fill();
  };
  draw();
  return { canvas, view, draw };
};

export const AWAY = {
  map: [
    "Map on a canvas",
    ({ h, on, button }) => {
      const { canvas, view, draw } = createMap(h);
      const zoom = () => {
        view.zoom *= 1.2;
        draw();
      };
      const failure = () => {
        throw new TypeError("no map");
      };
      canvas.addEventListener(
        "pointermove",
        on(({ buttons, movementX, movementY }) => {
          if (!buttons) return;
          view.x += movementX;
          view.y += movementY;
          draw();
        }),
      );
      return h("div", { className: "map" }, [
        canvas,
        h("div", { className: "zoom" }, button("+", zoom, { className: "main", failure })),
      ]);
    },
  ],
  video: [
    "Video with controls of its own",
    ({ h, button }) => {
      const { canvas } = createMap(h);
      const video = h("video", { muted: true, playsInline: true, width: 240, height: 105 });
      video.srcObject = canvas.captureStream?.(5) ?? null;
      const toggle = () => (video.paused ? video.play().catch(() => {}) : video.pause());
      return [video, button("⏯", toggle, { className: "main", "aria-label": "Play" })];
    },
  ],
  copy: [
    "Copy to the clipboard",
    ({ h, button }) => {
      const copy = async ({ target }) => {
        await navigator.clipboard?.writeText("TERN10").catch(() => {});
        target.textContent = "Copied";
        setTimeout(() => {
          target.textContent = "Copy";
        }, 1200);
      };
      return [h("code", {}, "TERN10"), button("Copy", copy, { className: "main" })];
    },
  ],
  download: [
    "Download",
    ({ h, isBroken, button, name }) => {
      const link = h(
        "a",
        { href: "/drawings/mark.svg", download: "mark.svg", className: "main", "data-waymark": name },
        "Save the mark",
      );
      return isBroken ? button("Save the mark", () => {}, { className: "link main" }) : link;
    },
  ],
  window: [
    "A new window",
    ({ h, isBroken, name }) => {
      const stay = (event) => event.preventDefault();
      const link = { href: "/widgets?close", rel: "opener", className: "main", "data-waymark": name };
      return h("a", { ...link, ...(isBroken ? { click: stay } : { target: "_blank" }) }, "Open it there");
    },
  ],
  password: [
    "Show the password",
    ({ h, button }) => {
      const field = h("input", { type: "password", value: "shingle", autocomplete: "off", "aria-label": "Password" });
      const reveal = () => {
        field.type = field.type === "text" ? "password" : "text";
      };
      return [field, button("Show", reveal, { className: "main" })];
    },
  ],
  file: [
    "File chooser",
    ({ h, button }) => {
      const field = h("input", { type: "file", hidden: true });
      return [field, button("Choose a file", () => field.click(), { className: "main" })];
    },
  ],
  captcha: [
    "A frame of somebody else’s",
    ({ h, button }) => {
      const frame = h("iframe", {
        title: "Are you a person?",
        srcdoc: "<label><input type=checkbox> I am a person</label>",
      });
      const said = h("span");
      const verify = () => said.append("Verified. ");
      return [frame, button("Verify", verify, { className: "main" }), said];
    },
  ],
};
