import { isMapping } from "./schema-walk.ts";

/** A mapping of a site file, of whatever shape it was written. */
export type Mapping = Readonly<Record<string, unknown>>;

/** The value if it has this shape, else an empty one: other checks say what is wrong with it. */
export const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
