// The survey's look as one constructed style sheet: no `<style>`, no style attribute, nothing that a strict CSP stops.

const dark = `
  --_background: var(--waymark-background, #1b1e25);
  --_text: var(--waymark-text, #f0f2f6);
  --_muted: var(--waymark-muted, #a8b0bd);
  --_accent: var(--waymark-accent, #8aa8ff);
  --_on-accent: var(--waymark-on-accent, #10131a);
  --_border: var(--waymark-border, #3a404b);
  --_danger: #ff9d94;
  --_shadow: 0 1px 2px rgb(0 0 0 / .3), 0 16px 40px -12px rgb(0 0 0 / .6);
  color-scheme: dark;`;

/** Important rules of a shadow root win over important rules of the page, so no page style reaches the host. */
export const host = `
:host {
  all: initial !important;
  direction: ltr !important;
  unicode-bidi: isolate !important;
  display: block !important;
  position: fixed !important;
  inset-block-end: var(--waymark-gap, 16px) !important;
  inset-inline-end: var(--waymark-gap, 16px) !important;
  z-index: 2147483647 !important;
  inline-size: var(--waymark-width, 23em) !important;
  max-inline-size: calc(100% - 2 * var(--waymark-gap, 16px)) !important;
  font: medium/1.45 var(--waymark-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif) !important;
  transform: translateY(var(--_lift, 0)) !important;
  -webkit-text-size-adjust: 100% !important;
}
:host([dir=rtl]) { direction: rtl !important; text-align: right !important; }
:host([data-placement=corner-start]) { inset-inline: var(--waymark-gap, 16px) auto !important; }
:host([data-placement=bar]) { inset-inline: var(--waymark-gap, 16px) !important; inline-size: auto !important; max-inline-size: 46em !important; margin-inline: auto !important; }
:host([data-placement=near]) { inset: 0 auto auto 0 !important; transform: translate(var(--_at)) !important; }
:host([data-placement=inline]) { position: static !important; inline-size: auto !important; max-inline-size: 46em !important; transform: none !important; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; margin: 0; padding: 0; unicode-bidi: plaintext; }`;

/** What the page may set, with what it is otherwise; behind a card of ours, where no rule of the page reaches. */
export const tokens = `
.card {
  color-scheme: light;
  --_background: var(--waymark-background, #fff);
  --_text: var(--waymark-text, #1c1f26);
  --_muted: var(--waymark-muted, #5d6470);
  --_accent: var(--waymark-accent, #2f5bd7);
  --_on-accent: var(--waymark-on-accent, #fff);
  --_border: var(--waymark-border, #dcdfe5);
  --_danger: #b3261e;
  --_shadow: 0 1px 2px rgb(20 24 40 / .06), 0 16px 40px -12px rgb(20 24 40 / .28);
  --_radius: var(--waymark-radius, 14px);
  --_link: var(--_accent);
  --_edge: color-mix(in srgb, var(--_text) 52%, var(--_background));
  --_tint: color-mix(in srgb, var(--_accent) 10%, var(--_background));
}
:host([data-theme=dark]) .card { ${dark} }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) .card { ${dark} } }`;

const card = `
.card {
  position: relative;
  display: flex;
  flex-direction: column;
  max-block-size: calc(var(--_height, 100dvh) - 2 * var(--waymark-gap, 16px));
  overflow: hidden;
  color: var(--_text);
  background-color: var(--_background);
  border: 1px solid var(--_border);
  border-radius: var(--_radius);
  box-shadow: var(--_shadow);
  animation: rise .2s cubic-bezier(.2, .8, .3, 1);
}
form { display: flex; flex-direction: column; min-block-size: 0; animation: appear .18s ease-out; }
.body, .ways, dl { overflow: auto; overscroll-behavior: contain; }
.body { padding: 20px 22px 4px; }
fieldset { border: 0; min-inline-size: 0; }
.question { max-inline-size: calc(100% - 32px); inline-size: fit-content; margin-block-end: 14px; font-weight: 600; line-height: 1.35; text-wrap: pretty; white-space: pre-line; display: block; border-radius: 4px; }
.optional { font-weight: 400; color: var(--_muted); }
.note, .ends, .progress, .quiet, .word, .complaint { font-size: .8125em; color: var(--_muted); }
.note, .complaint { margin-block-start: 8px; }
.question, .note, .complaint, .row, .link, .ways { overflow-wrap: anywhere; }
.question + .note { margin-block: -8px 14px; }
.complaint:empty, [hidden] { display: none; }
.complaint { color: var(--_danger); }
.sent[open] { flex: 1 0 100%; order: -1; }
summary { padding-block: 13px; cursor: pointer; border-radius: 9px; list-style: none; }
dl { max-block-size: 12em; }
dd { color: var(--_text); margin-block-end: 6px; }
.ways { display: flex; flex-wrap: wrap; align-items: center; gap: 0 14px; padding: 12px 22px 14px; max-block-size: max(11em, 25dvh); }
.ways:has([open]) { max-block-size: 24em; }
.thanks { display: flex; align-items: flex-start; gap: 12px; padding: 20px 22px; animation: appear .18s ease-out; }
.thanks .question { margin: 0; max-inline-size: calc(100% - 72px); }
.heard { position: absolute; clip-path: inset(50%); white-space: nowrap; }`;

/** Of every button. */
export const buttonBase = `
button { font: inherit; color: inherit; background: none; border: 1px solid transparent; cursor: pointer; border-radius: 9px; min-block-size: 44px; touch-action: manipulation; }
:focus { outline: none; }
:focus-visible, input:focus-visible ~ .box, input:focus-visible ~ .star { outline: 2px solid var(--_accent); outline-offset: 2px; }`;

const buttons = `
.quiet { font-size: .8125em; margin-inline-start: -9px; padding-inline: 8px; }
.quiet:hover { color: var(--_text); text-decoration: underline; text-underline-offset: 3px; }
.go { margin-inline-start: auto; padding: 8px 20px; font-weight: 600; color: var(--_on-accent); background-color: var(--_accent); }
.go:hover { background-color: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
.go:active, .close:active { transform: scale(.97); }
.close { position: absolute; inset-block-start: 7px; inset-inline-end: 7px; display: grid; place-items: center; inline-size: 44px; color: var(--_muted); }
.close:hover { color: var(--_text); background-color: var(--_tint); }
.link { display: inline-block; padding-block: 11px; color: var(--_link); text-underline-offset: 3px; font-weight: 600; }
.link.go { color: var(--_on-accent); line-height: 22px; text-decoration: none; }
.option > input:focus-visible { outline: none; }`;

const fields = `
.option { position: relative; display: block; cursor: pointer; }
.option > input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; appearance: none; cursor: pointer; border-radius: 10px; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
.option > :not(input) { position: relative; pointer-events: none; }
.box { display: grid; place-items: center; min-block-size: 44px; border: 1px solid var(--_border); border-radius: 10px; transition: background-color .12s, border-color .12s; }
.option:hover .box { border-color: var(--_edge); }
input:checked ~ .box { border-color: var(--_accent); background-color: var(--_tint); }
.choices > .option ~ * { margin-block-start: 8px; }
.row { grid-template-columns: auto 1fr; justify-items: start; gap: 12px; padding: 10px 14px; }
.dot { inline-size: 18px; block-size: 18px; border: 1.5px solid var(--_edge); border-radius: 50%; }
input:checked ~ .row .dot { border: 5.5px solid var(--_accent); }
.field { inline-size: 100%; min-block-size: 44px; padding: 10px 13px; font: inherit; color: inherit; background: none; border: 1px solid var(--_edge); border-radius: 10px; resize: none; field-sizing: content; max-block-size: 11em; }
textarea.field { min-block-size: 5.6em; display: block; }
.field:focus-visible { outline-offset: -1px; border-color: var(--_accent); }
.field[aria-invalid=true] { border-color: var(--_danger); }
.many .dot { border-radius: 5px; }
.many input:checked ~ .row .dot { border-width: 1.5px; background: var(--_accent); position: relative; }
.many input:checked ~ .row .dot::after { content: ""; position: absolute; inset: 1px 4.5px 4px; border: solid var(--_on-accent); border-width: 0 2px 2px 0; transform: rotate(45deg); }
.scale { display: grid; gap: 6px; grid-template-columns: repeat(var(--_columns), 1fr); text-align: center; }
.long { gap: 4px; }
.points .box { font-weight: 500; border-radius: 8px; }
.points .box, .row, .go { font-size: .9375em; }
.points input:checked ~ .box { color: var(--_on-accent); background-color: var(--_accent); font-weight: 600; }
.faces .box, .thumbs .box { min-block-size: 54px; }
.faces .box { margin-block-end: 5px; }
.word { display: block; line-height: 1.25; text-wrap: balance; }
.faces input:checked ~ .word { color: var(--_text); }
.ends { display: flex; justify-content: space-between; gap: 16px; margin-block-start: 8px; }
.ends > :last-child { text-align: end; }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.cross { inline-size: 26px; stroke-width: 2.6; }
.face { inline-size: 32px; }
.face path:nth-child(2) { stroke-width: 2.2; }
.grin path:last-child { fill: currentColor; }
.faces input:checked ~ .box, .thumbs input:checked ~ .box { color: var(--_accent); }
.thumb { inline-size: 30px; }
.down { transform: scaleY(-1); }
.stars { gap: 4px; }
.star { inline-size: 40px; margin: 2px auto; padding: 2px; color: var(--_edge); border-radius: 8px; transition: transform .12s, color .12s; }
.option:hover .star, .option:has(~ .option:hover) .star, input:checked ~ .star, .option:has(~ .option > :checked) .star { color: var(--_accent); }
input:checked ~ .star, .option:has(~ .option > :checked) .star { fill: currentColor; }
.option:hover .star { transform: scale(1.08); }
.tick { inline-size: 26px; flex: none; margin-block-start: -2px; stroke-width: 2.2; color: var(--_accent); }
.tick path:first-child { fill: var(--_tint); stroke: none; }`;

const conditions = `
@keyframes rise { from { opacity: 0; transform: translateY(16px); } }
@keyframes appear { from { opacity: 0; } }
@media (max-width: 30em) {
  :host(:not([data-placement=inline])) { inset: auto 0 0 !important; inline-size: auto !important; max-inline-size: none !important; transform: translateY(var(--_lift, 0)) !important; }
  :host(:not([data-placement=inline])) .card { max-block-size: min(var(--_most, 100dvh), var(--_height, 100dvh)); border-width: 1px 0 0; border-radius: calc(var(--_radius) + 4px) calc(var(--_radius) + 4px) 0 0; padding-block-end: env(safe-area-inset-bottom); }
  .card:not(:has(.read, :focus-visible, [open])) { --_most: max(40dvh, 18em); }
}
@media (max-width: 30em), (pointer: coarse) {
  .long { grid-template-columns: repeat(var(--_half), 1fr); }
}
@media (max-height: 26em) {
  form { display: block; overflow: auto; overscroll-behavior: contain; }
  .body { overflow: visible; }
  .close { background-color: var(--_background); }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) {
  .card, .box, .field { border-color: CanvasText; }
  .go { border-color: ButtonText; }
  input:checked ~ .box { forced-color-adjust: none; color: HighlightText !important; background-color: Highlight !important; border-color: Highlight; }
  input:checked ~ .row .dot { border-color: HighlightText; }
  .many input:checked ~ .row .dot { background: none; }
  .many input:checked ~ .row .dot::after { border-color: HighlightText; }
  .tick, .star { color: CanvasText; }
  input:checked ~ .star, .option:has(~ .option > :checked) .star { color: Highlight; forced-color-adjust: none; }
  :focus-visible, input:focus-visible ~ .box { outline-color: Highlight; }
}`;

export const styles = host + tokens + card + buttonBase + buttons + fields + conditions;

/** Of the button that stands on the page. */
export const standing = `
:host { inline-size: auto !important; inset-block-end: max(var(--waymark-gap, 16px), env(safe-area-inset-bottom)) !important; }
.card { background: none; }
.stand { display: flex; align-items: center; gap: 8px; padding: 8px 18px 8px 14px; font-size: .9375em; font-weight: 600; color: var(--_text); background-color: var(--_background); border-color: var(--_edge); border-radius: 22px; box-shadow: var(--_shadow); }
.stand > span { max-block-size: 2.9em; overflow: hidden; overflow-wrap: anywhere; }
.stand:hover { border-color: var(--_accent); }
.stand:active { transform: scale(.97); }
svg { inline-size: 20px; flex: none; color: var(--_accent); fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; }
@media print { :host { display: none !important; } }
@media (forced-colors: active) { .stand { border-color: ButtonText; } :focus-visible { outline-color: Highlight; } }`;
