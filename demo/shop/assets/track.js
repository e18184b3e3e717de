// Names to Waymark what it cannot see by itself; what is named before its script has come waits in an array.
export function track(name, data = {}) {
  window.waymark ||= [];
  window.waymark.push(["track", name, data]);
}
