/** Whether a value has the shape, without saying what does not fit. */
export type Fits = (value: unknown) => boolean;

/** A shape as plain data, so that records can be checked where their schema's library is not loaded. */
export type Shape =
  | { readonly kind: "object"; readonly parts: Readonly<Record<string, Shape>> }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "nullable"; readonly of: Shape }
  | { readonly kind: "one-of"; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: "boolean" }
  /** Patterns as their source; none has flags. */
  | { readonly kind: "text"; readonly least: number; readonly patterns: readonly string[] }
  | { readonly kind: "number"; readonly isWhole: boolean; readonly least: number | null; readonly most: number | null }
  /** An address with one of these schemes, as it stands. */
  | { readonly kind: "address"; readonly schemes: string };

/** Makes a check of a shape. What it lets pass has the shape; it may refuse what a schema would mend, such as spaces around an address. */
export function fitsShape(shape: Shape): Fits {
  switch (shape.kind) {
    case "object":
      return fitsObject(shape.parts);
    case "list":
      return fitsList(fitsShape(shape.of));
    case "nullable": {
      const fits = fitsShape(shape.of);
      return (value) => value === null || fits(value);
    }
    case "one-of": {
      const all: readonly unknown[] = shape.values;
      return (value) => all.includes(value);
    }
    case "boolean":
      return (value) => typeof value === "boolean";
    case "text":
      return fitsText(shape.least, shape.patterns);
    case "number":
      return fitsNumber(shape.isWhole, shape.least ?? Number.NEGATIVE_INFINITY, shape.most ?? Number.POSITIVE_INFINITY);
    case "address":
      return fitsAddress(new RegExp(shape.schemes));
  }
}

/** No key is missing, and none stands there besides. */
function fitsObject(shapes: Readonly<Record<string, Shape>>): Fits {
  const parts = Object.entries(shapes).map(([key, part]) => ({ key, fits: fitsShape(part) }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const object = value as Readonly<Record<string, unknown>>;
    let place = 0;
    // Records have their keys in the order of the schema: where they do, no key is looked up.
    for (const key in object) {
      const part = parts[place];
      if (part?.key !== key || !part.fits(object[key])) return fitsInAnyOrder(object, parts);
      place++;
    }
    return place === parts.length && isPlain(object);
  };
}

interface Part {
  readonly key: string;
  readonly fits: Fits;
}

function fitsInAnyOrder(object: Readonly<Record<string, unknown>>, parts: readonly Part[]): boolean {
  for (const { key, fits } of parts) if (!Object.hasOwn(object, key) || !fits(object[key])) return false;
  let keys = 0;
  for (const _ in object) keys++;
  return keys === parts.length;
}

/** An object that inherits nothing of a record's. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null;
}

function fitsList(fits: Fits): Fits {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // Not `every`, which passes holes over.
    for (let at = 0; at < value.length; at++) if (!fits(value[at])) return false;
    return true;
  };
}

function fitsText(least: number, sources: readonly string[]): Fits {
  const patterns = sources.map((source) => new RegExp(source));
  if (patterns.length === 0) return (value) => typeof value === "string" && value.length >= least;
  return (value) =>
    typeof value === "string" && value.length >= least && patterns.every((pattern) => pattern.test(value));
}

function fitsNumber(isWhole: boolean, least: number, most: number): Fits {
  return (value) =>
    typeof value === "number" &&
    value >= least &&
    value <= most &&
    (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value));
}

function fitsAddress(schemes: RegExp): Fits {
  return (value) => {
    // A space or a control character is mended or refused by the schema, which has the last word on it.
    if (typeof value !== "string" || /[\0- \u007f-\u00a0]/.test(value)) return false;
    const colon = value.indexOf(":");
    return schemes.test(value.slice(0, colon)) && value.startsWith("//", colon + 1) && URL.canParse(value);
  };
}
