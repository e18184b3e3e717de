// localStorage and sessionStorage as they are in the wild: refused, full, or with something else under our name.

type Area = "localStorage" | "sessionStorage";

export function readStorage<T>(area: Area, name: string): Partial<T> {
  try {
    return JSON.parse(window[area].getItem(name) ?? "") ?? {};
  } catch {
    return {};
  }
}

/** `undefined` removes. */
export function writeStorage(area: Area, name: string, value: unknown): void {
  try {
    if (value) window[area].setItem(name, JSON.stringify(value));
    else window[area].removeItem(name);
  } catch {
    // What is kept here is kept elsewhere too, or can be missed.
  }
}
