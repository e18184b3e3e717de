// Everything the page, the collector and the tools must decide alike: pure functions, with time and ids passed in.
export * from "./abandonment.ts";
export * from "./decide.ts";
export * from "./duration.ts";
export * from "./friction/rage-click.ts";
export * from "./friction/weights.ts";
export * from "./id.ts";
export * from "./match-pages.ts";
export * from "./place.ts";
export * from "./redact.ts";
export * from "./sample.ts";
export * from "./scrub-url.ts";
export * from "./session.ts";
export * from "./to-evidence.ts";
