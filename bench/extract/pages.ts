import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** One page with what is known to be right about it; a key that the gold lacks is not judged. */
export interface GoldPage {
  readonly id: string;
  readonly set: "aeb" | "fundus";
  readonly html: string;
  readonly url: string;
  readonly body: string;
  readonly title: string | null;
  readonly authors: readonly string[] | null;
  readonly date: string | null;
}

export interface GoldComment {
  readonly author: string | null;
  readonly role: string | null;
  readonly text: string;
}

export interface GoldThread {
  readonly id: string;
  readonly html: string;
  readonly url: string;
  /** The first item may count as the article or as a comment. */
  readonly firstIsOpeningPost: boolean;
  readonly comments: readonly GoldComment[];
}

export type Half = "all" | "look" | "confirm";

/** The half a page belongs to: by a hash of its id, so that a new page falls where it falls. */
export function halfOf(id: string): "look" | "confirm" {
  return createHash("sha1").update(id).digest()[0]! % 2 === 0 ? "look" : "confirm";
}

interface GoldEntry {
  readonly url: string;
  readonly body: string;
  readonly title?: string | null;
  readonly authors?: readonly string[] | string | null;
  readonly date?: string | null;
}

/** The pages below `folder` (`gold.json` beside `aeb/` and `fundus/`). */
export function readGoldPages(folder: string, half: Half): GoldPage[] {
  const gold = JSON.parse(readFileSync(join(folder, "gold.json"), "utf8")) as Record<string, GoldEntry>;
  return Object.entries(gold)
    .filter(([id]) => half === "all" || halfOf(id) === half)
    .map(([id, entry]) => ({
      id,
      set: id.startsWith("aeb/") ? ("aeb" as const) : ("fundus" as const),
      html: readHtml(join(folder, `${id}.html.gz`)),
      url: webAddress(entry.url),
      body: entry.body,
      title: entry.title ?? null,
      authors: entry.authors === undefined || entry.authors === null ? null : listOf(entry.authors),
      date: entry.date ?? null,
    }));
}

/** The pages with reader comments in `folder`; none where there is no such folder. */
export function readGoldThreads(folder: string, half: Half): GoldThread[] {
  const file = join(folder, "gold.json");
  if (!existsSync(file)) return [];
  const gold = JSON.parse(readFileSync(file, "utf8")) as Record<string, Omit<GoldThread, "id" | "html">>;
  return Object.entries(gold)
    .filter(([id]) => half === "all" || halfOf(`thread/${id}`) === half)
    .map(([id, entry]) => ({
      ...entry,
      id,
      html: readHtml(join(folder, `${id}.html.gz`)),
      url: webAddress(entry.url),
    }));
}

function webAddress(url: string): string {
  return /^https?:\/\//.test(url) ? url : `https://page.invalid/${encodeURIComponent(url)}`;
}

/** Valid UTF-8 wins; else the encoding the page declares; else Windows-1252. */
function readHtml(file: string): string {
  const bytes = gunzipSync(readFileSync(file));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString("latin1", 0, 4096))?.[1] ?? "windows-1252";
    return new TextDecoder(declared).decode(bytes);
  }
}

function listOf(authors: readonly string[] | string): readonly string[] {
  if (typeof authors !== "string") return authors;
  return [...authors.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1] ?? m[2] ?? "");
}
