import { readFileSync } from "node:fs";
import { articleAt, type Truth } from "./article.ts";

export interface Checked {
  readonly right: number;
  /** One line for each of the first articles that are wrong, missing or there twice. */
  readonly wrong: readonly string[];
}

/** Holds a contestant's records against what the pages say; Oogst's own are brought into the same shape. */
export function checkRecords(file: string, count: number): Checked {
  const truths = new Map<string, Truth>();
  for (let index = 0; index < count; index++) {
    const article = articleAt(index);
    truths.set(article.path, article);
  }
  const wrong: string[] = [];
  let right = 0;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "") continue;
    const record = comparable(JSON.parse(line));
    const truth = truths.get(record.path);
    truths.delete(record.path);
    if (truth === undefined) wrong.push(`${record.path}: unknown, or there twice`);
    else {
      const field = (["title", "day", "author", "paragraphs", "comments"] as const).find(
        (name) => JSON.stringify(record[name]) !== JSON.stringify(expected(truth)[name]),
      );
      if (field === undefined) right++;
      else wrong.push(`${record.path}: ${field} ${JSON.stringify(record[field]).slice(0, 200)}`);
    }
  }
  for (const path of truths.keys()) wrong.push(`${path}: missing`);
  return { right, wrong };
}

const expected = ({ path, title, day, author, paragraphs, comments }: Truth): Truth => ({
  path,
  title,
  day,
  author,
  paragraphs,
  comments,
});

function comparable(record: Record<string, unknown>): Truth {
  if (record.schemaVersion === undefined) return expected(record as unknown as Truth);
  const { finalUrl, title, publishedAt, authors, body, comments } = record as unknown as {
    finalUrl: string;
    title: string;
    publishedAt: string;
    authors: { name: string }[];
    body: { type: string; text: string }[];
    comments: { author: string; role: string | null; text: string }[];
  };
  return {
    path: new URL(finalUrl).pathname,
    title,
    day: publishedAt,
    author: authors[0]?.name ?? "",
    paragraphs: body.filter(({ type }) => type === "paragraph").map(({ text }) => text),
    comments: comments.map(({ author, role, text }) => ({ author, role, text })),
  };
}
