import type { Page } from "../model/page.ts";
import type { RenderNotes } from "./render-notes.ts";

/** An answer that a page's scripts asked for: what a JSON source in the site file could ask for without a browser. */
export interface SeenApi {
  readonly url: string;
  readonly method: string;
  /** What the script sent; null for nothing. */
  readonly sent: string | null;
  readonly status: number;
  readonly mediaType: string;
  readonly bytes: number;
  readonly isJson: boolean;
  /** Lists of objects in it, the longest first; the path as `items` in a site file wants it. */
  readonly lists: readonly SeenList[];
}

export interface SeenList {
  readonly path: string;
  readonly length: number;
  /** Keys of its first object. */
  readonly keys: readonly string[];
}

/** What was asked from scripts while a page was rendered. */
export function seenApisOf({ answers }: RenderNotes): SeenApi[] {
  return answers.map(({ url, method, sent, page }) => {
    const json = parse(page);
    return {
      url,
      method,
      sent,
      status: page.status,
      mediaType: page.mediaType,
      bytes: page.body.byteLength,
      isJson: json !== undefined,
      lists: json === undefined ? [] : listsIn(json),
    };
  });
}

const MAX_LISTS = 10;
const MAX_DEPTH = 12;

/** Lists of objects anywhere in a JSON value. A list within another one's items counts once, with `[*]` for the items. */
export function listsIn(json: unknown): SeenList[] {
  const found = new Map<string, SeenList>();
  const look = (value: unknown, path: string, depth: number) => {
    if (value === null || typeof value !== "object" || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      const first = value.find((item) => item !== null && typeof item === "object" && !Array.isArray(item));
      if (first !== undefined) {
        const length = (found.get(path)?.length ?? 0) + value.length;
        found.set(path, { path, length, keys: found.get(path)?.keys ?? Object.keys(first) });
      }
      for (const item of value.slice(0, 200)) look(item, `${path}[*]`, depth + 1);
      return;
    }
    for (const [key, inner] of Object.entries(value)) look(inner, path === "" ? key : `${path}.${key}`, depth + 1);
  };
  look(json, "", 0);
  return [...found.values()].sort((one, other) => other.length - one.length).slice(0, MAX_LISTS);
}

/** JSON by what it is, whatever it is called: many servers send it as text. A guard against inclusion in scripts is passed over. */
function parse({ body, mediaType }: Page): unknown {
  if (/^(text\/(html|css|javascript)|image\/)/.test(mediaType)) return undefined;
  const text = new TextDecoder().decode(body).replace(/^\)\]\}'[^\n]*\n|^(?:while\(1\)|for\(;;\));/, "");
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
