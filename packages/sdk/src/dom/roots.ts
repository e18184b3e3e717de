// The document and the open shadow roots in it: a MutationObserver sees into none of these by itself.

/** Walks over every element; leaves out what is ours or opted out. */
export function findRoots(root: Document | ShadowRoot, found: Node[] = []): readonly Node[] {
  found.push(root);
  for (const each of root.querySelectorAll("*"))
    if (each.shadowRoot && !each.closest("[data-waymark-ignore]")) findRoots(each.shadowRoot, found);
  return found;
}
