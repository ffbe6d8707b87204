export type TemplateValue = string | number | null;

/**
 * Fills `{name}` with values, percent-encoded (RFC 3986 §2.1); a value at the very beginning is an address and stays as
 * it is. A value of null gives nothing. `undefined` where a name has no value.
 */
export function fillAddress(
  template: string,
  values: ReadonlyMap<string, TemplateValue | undefined>,
): string | undefined {
  let isComplete = true;
  const address = template.replace(placeholder, (_, name: string, offset: number) => {
    const value = values.get(name);
    if (value === undefined) isComplete = false;
    return offset === 0 ? String(value ?? "") : encodeURIComponent(wellFormed(value ?? ""));
  });
  return isComplete ? address : undefined;
}

/** Fills the known `{name}`s of a request's body with values as JSON; other braces stay as they are. */
export function fillBody(template: string, values: ReadonlyMap<string, TemplateValue | undefined>): string {
  return template.replace(placeholder, (written, name: string) => {
    const value = values.get(name);
    return value === undefined ? written : JSON.stringify(value);
  });
}

/** The names between braces that have no value. */
export function missingNames(template: string, values: ReadonlyMap<string, TemplateValue | undefined>): string[] {
  const names = [...template.matchAll(placeholder)].map((found) => found[1]!);
  return names.filter((name) => values.get(name) === undefined);
}

const placeholder = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** `encodeURIComponent` throws on half a surrogate pair. */
function wellFormed(value: string | number): string {
  return String(value).toWellFormed();
}
