// The name of a configuration, as a page gives it to the entries that it places.

/** FNV-1a over the UTF-16 units of its text. */
export const toPlanHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
};
