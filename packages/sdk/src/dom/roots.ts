// The document and the open shadow roots in it: a MutationObserver sees into none of these by itself.

/** Walks over every element; leaves out what is ours or opted out. */
export function findRoots(root: Document | ShadowRoot, found: Node[] = []): readonly Node[] {
  found.push(root);
  for (const each of root.querySelectorAll("*"))
    if (each.shadowRoot && !each.closest("[data-waymark-ignore]")) findRoots(each.shadowRoot, found);
  return found;
}

/** Observes every change under some roots until stopped; returns what takes in another root. */
export function observe(
  roots: readonly Node[],
  stopped: AbortSignal,
  hear: (records: readonly MutationRecord[]) => void,
): (root: Node) => void {
  const observer = new MutationObserver(hear);
  const add = (root: Node) =>
    observer.observe(root, {
      ...{ subtree: true, childList: true, characterData: true },
      ...{ attributes: true, attributeOldValue: true },
    });
  roots.forEach(add);
  stopped.addEventListener("abort", () => observer.disconnect());
  return add;
}
