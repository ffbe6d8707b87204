import { z } from "zod";

/** Whether a value has the shape, without saying what does not fit. */
export type Fits = (value: unknown) => boolean;

/**
 * Makes a quick check of a schema: what it lets pass the schema accepts as it stands; what it does not is to be shown to the schema itself.
 *
 * Knows objects without further keys, lists, nullable values, choices, numbers, and texts with a least length or a pattern; any other part
 * asks the schema of that part.
 */
export function fitsSchema(schema: z.ZodType): Fits {
  if (schema instanceof z.ZodObject) return fitsObject(schema);
  if (schema instanceof z.ZodArray) return fitsArray(schema);
  if (schema instanceof z.ZodNullable) {
    const fits = fitsSchema(schema.unwrap() as z.ZodType);
    return (value) => value === null || fits(value);
  }
  if (schema instanceof z.ZodEnum) return isOneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return isOneOf([...schema.values]);
  if (schema instanceof z.ZodBoolean && hasNoChecks(schema)) return (value) => typeof value === "boolean";
  return fitsText(schema) ?? ((value) => schema.safeParse(value).success);
}

function fitsObject(schema: z.ZodObject): Fits {
  const parts = Object.entries(schema.shape).map(([key, part]) => [key, fitsSchema(part as z.ZodType)] as const);
  if (!(schema.def.catchall instanceof z.ZodNever) || !hasNoChecks(schema))
    return (value) => schema.safeParse(value).success;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const object = value as Readonly<Record<string, unknown>>;
    for (const [key, fits] of parts) if (!Object.hasOwn(object, key) || !fits(object[key])) return false;
    let keys = 0;
    for (const _ in object) keys++;
    return keys === parts.length;
  };
}

function fitsArray(schema: z.ZodArray): Fits {
  const fits = fitsSchema(schema.element as z.ZodType);
  if (!hasNoChecks(schema)) return (value) => schema.safeParse(value).success;
  return (value) => {
    if (!Array.isArray(value)) return false;
    // Not `every`, which passes holes over.
    for (let at = 0; at < value.length; at++) if (!fits(value[at])) return false;
    return true;
  };
}

function isOneOf(values: readonly unknown[]): Fits {
  const all = new Set(values);
  return (value) => all.has(value);
}

/** A text of which nothing is asked but a least length and patterns; undefined for all else. */
function fitsText(schema: z.ZodType): Fits | undefined {
  if (!(schema instanceof z.ZodString) || "format" in schema.def || schema.def.coerce === true) return undefined;
  let least = 0;
  const patterns: RegExp[] = [];
  for (const check of schema.def.checks ?? []) {
    const { check: kind, minimum, format, pattern } = check._zod.def as TextCheck;
    if (kind === "min_length" && minimum !== undefined) least = Math.max(least, minimum);
    else if (kind === "string_format" && format === "regex" && pattern !== undefined && !/[gy]/.test(pattern.flags))
      patterns.push(pattern);
    else return undefined;
  }
  return (value) =>
    typeof value === "string" && value.length >= least && patterns.every((pattern) => pattern.test(value));
}

interface TextCheck {
  readonly check: string;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: RegExp;
}

const hasNoChecks = (schema: z.ZodType): boolean => (schema.def.checks ?? []).length === 0;
