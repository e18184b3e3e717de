// Loads a part of ours on demand under any Content-Security-Policy that let our own tag in.

/** Where chunks hand themselves over, and where the one instance of a page stands. */
export interface Parts {
  [name: string]: unknown;
}

/** The object that all of our scripts in one page share. */
export function sharedParts(): Parts {
  const scope = globalThis as { [key: symbol]: Parts | undefined };
  const key = Symbol.for("waymark");
  scope[key] ??= Object.create(null) as Parts;
  return scope[key];
}

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/**
 * Injects a classic script with integrity, with our tag's nonce and through a Trusted Types policy named `waymark`;
 * where that is refused, `import()`, which needs neither nonce nor policy. Rejects when both fail.
 */
export async function loadChunk<T>(name: string, url: string, integrity: string, tag: HTMLScriptElement): Promise<T> {
  const parts = sharedParts();
  if (!parts[name]) await inject(url, integrity, tag).catch(() => import(/* @vite-ignore */ url));
  if (!parts[name]) throw new Error(`${url} is not the ${name} of Waymark`);
  return parts[name] as T;
}

function inject(url: string, integrity: string, tag: HTMLScriptElement): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = reject;
    script.integrity = integrity;
    script.crossOrigin = "anonymous";
    script.nonce = tag.nonce;
    script.src = trusted(url);
    document.documentElement.append(script);
  });
}

/** A policy's name can be taken once per page, so ours is kept with the other parts. */
function trusted(url: string): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return url;
  const parts = sharedParts();
  parts.policy ??= factory.createPolicy("waymark", { createScriptURL: (each) => each });
  return (parts.policy as ReturnType<PolicyFactory["createPolicy"]>).createScriptURL(url);
}
