// One line for the terminal about an entry that has arrived.

// Names and answers are written by whoever posts to the collector: no control character may reach the terminal.
const printable = (value) => String(value).replaceAll(/\p{C}/gu, " ").slice(0, 80);

/** Time, end of the visitor's id, kind and type, place, and what there is to say: `14:03:07  9f2a  touchpoint/page …`. */
export function describeEntry({ at, visitor, kind, type, stage, step, name, data }) {
  const time = new Date(at).toTimeString().slice(0, 8);
  const place = [stage, step].filter(Boolean).join(" › ");
  const said = data.value ?? data.state;
  const words = said === undefined ? name : `${name}: ${said}`;
  const columns = [time, visitor?.slice(-4) ?? "----", `${kind}/${type}`.padEnd(20), printable(place).padEnd(22)];
  return [...columns, printable(words)].join("  ");
}
