import { hash } from "node:crypto";
import { stableJson } from "./stable-json.ts";

/** SHA-256, 64 hexadecimal digits, of plain data: the same whatever the order of its keys. */
export function contentHash(value: unknown): string {
  return hash("sha256", stableJson(value), "hex");
}
