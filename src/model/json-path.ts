/**
 * The values at a path in JSON: `data.story.comments`, `edges[*].node`, `a[0].b`, `user["display-name"]`; the empty path is the
 * value itself. `*` walks a list or the values of an object. A name on a list is looked up in each of its members, as JSON-LD
 * wants it. `null` and what is not there give nothing. Only own properties count, so `__proto__` leads nowhere.
 */
export function valuesAt(json: unknown, path: string): unknown[] {
  let values: unknown[] = json === null || json === undefined ? [] : [json];
  for (const step of stepsOf(path)) {
    const next: unknown[] = [];
    for (const value of values) follow(value, step, next);
    values = next.length > MAX_VALUES ? next.slice(0, MAX_VALUES) : next;
  }
  return values;
}

/** The first value at a path, or undefined. */
export function valueAt(json: unknown, path: string): unknown {
  return valuesAt(json, path)[0];
}

/** A path's steps: names, places, and `*`. */
export function stepsOf(path: string): readonly (string | number)[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const steps = [...path.matchAll(/\[(?:(\d+)|(\*)|"([^"]*)"|'([^']*)')\]|([^.[\]]+)/g)].map(
    ([, place, star, quoted, single, name]) =>
      place === undefined ? (star ?? quoted ?? single ?? name ?? "") : Number(place),
  );
  if (parsed.size >= 2000) parsed.clear();
  parsed.set(path, steps);
  return steps;
}

const MAX_VALUES = 100_000;
const parsed = new Map<string, readonly (string | number)[]>();

function follow(value: unknown, step: string | number, found: unknown[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    if (typeof step === "number") add(value[step], found);
    else if (step === "*") for (const member of value) add(member, found);
    else if (/^\d+$/.test(step)) add(value[Number(step)], found);
    else for (const member of value) if (!Array.isArray(member)) follow(member, step, found);
  } else if (step === "*") {
    for (const member of Object.values(value)) add(member, found);
  } else if (Object.hasOwn(value, step)) {
    add((value as Record<string, unknown>)[step], found);
  }
}

function add(value: unknown, found: unknown[]): void {
  if (value !== null && value !== undefined) found.push(value);
}
