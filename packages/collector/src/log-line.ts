// One line of the log, whatever a stranger has put into it.

/**
 * JSON with the time before all else, in printable ASCII: a line break or a terminal's control sequence in it, of those
 * above U+007F too, is only its escape.
 */
export const toLogLine = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ time: new Date().toISOString(), ...fields }).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
