import { z } from "zod";
import type { Shape } from "./fits-shape.ts";

/**
 * The shape that a schema asks for, as plain data. Throws where the schema asks something that a shape does not tell: objects that take
 * further keys, refinements, lengths of lists, other formats of text.
 */
export function shapeOfSchema(schema: z.ZodType): Shape {
  if (schema instanceof z.ZodObject) return shapeOfObject(schema);
  if (schema instanceof z.ZodNullable) return { kind: "nullable", of: shapeOfSchema(schema.unwrap() as z.ZodType) };
  if (schema instanceof z.ZodEnum) return { kind: "one-of", values: schema.options };
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodUnion) return oneOf(schema.options.flatMap((each) => literalsOf(each as z.ZodType)));
  if (schema instanceof z.ZodURL) return shapeOfAddress(schema);
  if (schema instanceof z.ZodString || schema instanceof z.ZodISODateTime) return shapeOfText(schema);
  if (schema instanceof z.ZodNumber) return shapeOfNumber(schema);
  refuseChecks(schema);
  if (schema instanceof z.ZodArray) return { kind: "list", of: shapeOfSchema(schema.element as z.ZodType) };
  if (schema instanceof z.ZodBoolean) return { kind: "boolean" };
  throw new Error(`no shape is known for ${schema.def.type}`);
}

function shapeOfObject(schema: z.ZodObject): Shape {
  refuseChecks(schema);
  if (!(schema.def.catchall instanceof z.ZodNever)) throw new Error("an object that takes further keys has no shape");
  const parts = Object.entries(schema.shape).map(([key, part]) => [key, shapeOfSchema(part as z.ZodType)] as const);
  return { kind: "object", parts: Object.fromEntries(parts) };
}

function oneOf(values: readonly unknown[]): Shape {
  return {
    kind: "one-of",
    values: values.map((value) => {
      if (value === undefined || typeof value === "bigint" || typeof value === "object")
        throw new Error("no plain value");
      return value as string | number | boolean;
    }),
  };
}

function literalsOf(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  throw new Error(`a union of more than plain values has no shape: ${schema.def.type}`);
}

function shapeOfAddress({ def }: z.ZodURL): Shape {
  const { protocol, hostname, checks = [] } = def as AddressDemands;
  if (protocol === undefined || hostname !== undefined || checks.length > 0 || protocol.flags !== "")
    throw new Error("an address with other demands than its scheme has no shape");
  return { kind: "address", schemes: protocol.source };
}

interface AddressDemands {
  readonly protocol?: RegExp;
  readonly hostname?: RegExp;
  readonly checks?: readonly unknown[];
}

function shapeOfText(schema: z.ZodString | z.ZodISODateTime): Shape {
  let least = 0;
  const patterns: string[] = [];
  const add = (pattern: RegExp | undefined) => {
    if (pattern === undefined || pattern.flags !== "") throw new Error("a pattern without flags is expected");
    patterns.push(pattern.source);
  };
  if ("format" in schema.def) add((schema.def as TextCheck).pattern);
  for (const check of schema.def.checks ?? []) {
    const { check: kind, minimum, format, pattern } = check._zod.def as TextCheck;
    if (kind === "min_length" && minimum !== undefined) least = Math.max(least, minimum);
    else if (kind === "string_format" && (format === "regex" || format === "datetime")) add(pattern);
    else throw new Error(`a text checked by ${kind} has no shape`);
  }
  return { kind: "text", least, patterns };
}

interface TextCheck {
  readonly check: string;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: RegExp;
}

function shapeOfNumber({ def }: z.ZodNumber): Shape {
  let isWhole = "format" in def && def.format === "safeint";
  let [least, most]: [number | null, number | null] = [null, null];
  for (const check of def.checks ?? []) {
    const { check: kind, value, inclusive, format } = check._zod.def as NumberCheck;
    if (kind === "greater_than" && inclusive === true && value !== undefined) least = Math.max(least ?? value, value);
    else if (kind === "less_than" && inclusive === true && value !== undefined) most = Math.min(most ?? value, value);
    else if (kind === "number_format" && format === "safeint") isWhole = true;
    else throw new Error(`a number checked by ${kind} has no shape`);
  }
  return { kind: "number", isWhole, least, most };
}

interface NumberCheck {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly format?: string;
}

function refuseChecks(schema: z.ZodType): void {
  if ((schema.def.checks ?? []).length > 0) throw new Error(`${schema.def.type} with further demands has no shape`);
}
