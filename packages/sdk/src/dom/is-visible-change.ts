// Whether a mutation is one that a visitor can see, as far as that is known without style and layout.

/** What is never drawn, and what is ours or opted out. */
const UNSEEN = "head,script,style,link,noscript,[type=hidden],[data-waymark-ignore]";
/** Pixels that count visitors are put in and taken out hidden. */
const HIDDEN = `${UNSEEN},[hidden],[width="1"],[style*="display:none"],[style*="display: none"]`;

const isSeen = (node: Node): boolean => node instanceof Text || (node instanceof Element && !node.matches(HIDDEN));

/** An attribute that is written anew as it was is none; the observer has to keep old values. */
export function isVisibleChange({ type, target, attributeName, oldValue, addedNodes, removedNodes }: MutationRecord) {
  const element = target instanceof Element ? target : target.parentElement;
  if (element?.closest(UNSEEN)) return false;
  if (type === "attributes") return element?.getAttribute(`${attributeName}`) !== oldValue;
  return type === "characterData" || [...addedNodes, ...removedNodes].some(isSeen);
}
