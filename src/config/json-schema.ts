import { z } from "zod";
import * as record from "../model/article-record.ts";
import { siteSchema } from "../model/site.ts";
import { commentsSchema } from "../model/site-comments.ts";
import * as parts from "../model/site-source.ts";

/** The part of JSON Schema (draft 2020-12) that our own schemas come out in. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
}

/** What an editor needs to complete and check a site file: the schema of what people write, shorthands included. */
export function siteJsonSchema(): JsonSchema {
  siteSchemaMade ??= jsonSchemaOf(siteSchema, "input", "Oogst site file", {
    Selector: parts.selector,
    Selectors: parts.selectors,
    Pattern: parts.pattern,
    Patterns: parts.patterns,
    SourceObject: parts.sourceObject,
    Source: parts.source,
    Sources: parts.sources,
    Byline: parts.byline,
    Detector: parts.detector,
    Detectors: parts.detectors,
    Comments: commentsSchema,
    Variant: siteSchema.shape.variants.unwrap().element,
    Fields: siteSchema.shape.fields.unwrap(),
  });
  return siteSchemaMade;
}

/** The schema of one line of the dataset. */
export function recordJsonSchema(): JsonSchema {
  recordSchemaMade ??= jsonSchemaOf(record.articleRecordSchema, "output", "Oogst article record", {
    Author: record.authorSchema,
    Block: record.blockSchema,
    Image: record.imageSchema,
    Comment: record.commentSchema,
    Provenance: record.provenanceSchema,
    Warning: record.warningSchema,
    Change: record.changeSchema,
  });
  return recordSchemaMade;
}

let siteSchemaMade: JsonSchema | undefined;
let recordSchemaMade: JsonSchema | undefined;

/** The JSON Schema of what goes into a Zod schema, or comes out; `named` parts become `$defs`. */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: "input" | "output",
  title: string,
  named: Readonly<Record<string, z.ZodType>> = {},
): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    metadata: namesBeside(named),
    override: ({ jsonSchema }) => {
      // Zod bounds every integer by what a double holds exactly; that tells a reader nothing.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.id;
    },
  });
  const { $schema, ...rest } = made;
  return { $schema, title, ...rest } as JsonSchema;
}

/** Zod's own registry of descriptions, and with it names for the parts that occur often: they become `$defs`. */
function namesBeside(named: Readonly<Record<string, z.ZodType>>): typeof z.globalRegistry {
  const names = new Map<unknown, string>(Object.entries(named).map(([name, schema]) => [schema, name]));
  const registry = z.registry<z.core.GlobalMeta>();
  registry.get = ((schema: z.ZodType) => {
    const meta = z.globalRegistry.get(schema);
    const id = names.get(schema);
    return id === undefined ? meta : { ...meta, id };
  }) as typeof registry.get;
  return registry as typeof z.globalRegistry;
}
