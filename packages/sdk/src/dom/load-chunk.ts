// Loads a part of ours on demand under any Content-Security-Policy that let our own tag in.

/** Where parts hand themselves over, and where the one instance of a page stands. */
export interface Parts {
  [name: string]: unknown;
  /** Hash of each part; one that is loaded by its hash may bring those of others. */
  integrity?: { readonly [name: string]: string };
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
 * Injects a classic script with integrity, with our tag's nonce and through a Trusted Types policy named `waymark`. Where
 * that policy is not allowed, `import()`, which needs none; nothing that failed its integrity is loaded another way.
 */
export async function loadChunk<T>(name: string, url: string, nonce: string): Promise<T> {
  const parts = sharedParts();
  const integrity = parts.integrity?.[name];
  if (!parts[name] && integrity) await inject(url, integrity, nonce, parts);
  if (parts[name]) return parts[name] as T;
  throw new Error(`no ${name}`);
}

function inject(url: string, integrity: string, nonce: string, parts: Parts): Promise<unknown> {
  let src = url;
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
    // A policy's name can be taken once per page, so ours is kept with the parts.
    parts.policy ??= trustedTypes?.createPolicy("waymark", { createScriptURL: (each) => each });
    src = (parts.policy as ReturnType<PolicyFactory["createPolicy"]> | undefined)?.createScriptURL(url) ?? url;
  } catch {
    return import(/* @vite-ignore */ url);
  }
  const script = document.createElement("script");
  return new Promise((onload, onerror) => {
    Object.assign(script, { onload, onerror, integrity, nonce, crossOrigin: "anonymous", src });
    document.firstElementChild?.append(script);
  }).finally(() => script.remove());
}
