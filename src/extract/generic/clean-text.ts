import type { Author, Block } from "../../model/article-record.ts";
import type { ExtractedComment } from "../../model/extraction.ts";
import { foldText } from "../../model/text.ts";
import type { Found } from "./reading.ts";

/** A found text the way we keep texts (`foldText`); null where nothing visible is left. */
export function cleanFound(reading: Found<string | null>): Found<string | null> {
  return reading.value === null ? reading : { ...reading, value: foldText(reading.value) || null };
}

/** Blocks with their texts folded; a block of code or a table keeps its lines and columns. */
export function cleanBlocks(blocks: readonly Block[]): Block[] {
  return blocks
    .map((block) => ({ ...block, text: isLaidOut(block) ? cleanLines(block.text) : foldText(block.text) }))
    .filter((block) => block.text !== "");
}

export function cleanAuthors(authors: readonly Author[]): Author[] {
  return authors
    .map(({ name, role }) => ({ name: foldText(name), role: role === null ? null : foldText(role) || null }))
    .filter(({ name }) => name !== "");
}

export function cleanComments(comments: readonly ExtractedComment[]): ExtractedComment[] {
  return comments.map((comment) => ({
    ...comment,
    author: folded(comment.author),
    role: folded(comment.role),
    publishedText: folded(comment.publishedText),
    text: comment.text === null ? null : paragraphs(comment.text),
  }));
}

function folded(text: string | null): string | null {
  return text === null ? null : foldText(text) || null;
}

function paragraphs(text: string): string | null {
  const parts = text.split("\n\n").map(foldText);
  return parts.filter((part) => part !== "").join("\n\n") || null;
}

function isLaidOut({ type }: Block): boolean {
  return type === "code" || type === "table";
}

function cleanLines(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "");
}
