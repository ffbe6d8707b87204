import { type ArticleRecord, articleRecordSchema } from "../model/article-record.ts";
import type { Finding } from "../model/outcome.ts";
import { fitsRecord } from "./fits-record.ts";

/** What checks a record against its schema: no findings means that it has the shape. */
export type RecordCheck = (record: ArticleRecord) => readonly Finding[];

/** Checks a record against its schema, with Zod wherever a quick look does not settle it; each thing that does not fit is a finding with its place in the record. */
export const checkRecord: RecordCheck = (record) => {
  if (fitsRecord(record)) return [];
  const result = articleRecordSchema.safeParse(record);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => ({
    code: "wrong-shape",
    field:
      path.length === 0
        ? null
        : path.reduce<string>(
            (name, step) =>
              typeof step === "number" ? `${name}[${step}]` : name === "" ? String(step) : `${name}.${String(step)}`,
            "",
          ),
    message,
  }));
};
