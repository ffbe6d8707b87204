import { isAlias, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import { printable } from "../model/printable.ts";
import { type DataPath, formatPath, type SiteProblem, shown } from "./site-file-error.ts";

/** Largest site file, in characters. The largest we know has a few thousand. */
export const MAX_SITE_FILE_LENGTH = 256 * 1024;
const MAX_DEPTH = 32;
const MAX_VALUES = 20_000;
const MAX_ALIASES = 100;

/** A YAML file as plain data, with the place of every value. */
export interface YamlData {
  readonly data: unknown;
  readonly problems: readonly SiteProblem[];
  /** A problem at the key or the value at `path`; where nothing stands there, at the nearest thing above it. */
  readonly problemAt: (path: DataPath, message: string, at?: "key" | "value") => SiteProblem;
  /** True where the value is written as `[…]` or `{…}`. */
  readonly isFlow: (path: DataPath) => boolean;
  /** True where a key has no value because `#` began a comment there. */
  readonly isCommentedOut: (path: DataPath) => boolean;
}

/**
 * Reads a site file as YAML 1.2 (core schema), with everything refused that is data's disguise for something else:
 * custom tags, merge keys, keys that are not text, a second document. Aliases are followed within bounds, so that no file
 * grows on reading.
 */
export function readYaml(text: string): YamlData {
  const reading = new Reading(text);
  const data = text.length > MAX_SITE_FILE_LENGTH ? reading.refuseLength() : reading.read();
  return {
    data,
    problems: reading.problems,
    problemAt: (path, message, at = "value") => reading.problemAt(path, message, at),
    isFlow: (path) => reading.flow.has(keyOf(path)),
    isCommentedOut: (path) => reading.commentedOut.has(keyOf(path)),
  };
}

interface Offsets {
  readonly key: number;
  readonly value: number;
}

/** The state of one reading; it lives only as long as `readYaml` runs. */
class Reading {
  readonly problems: SiteProblem[] = [];
  readonly flow = new Set<string>();
  readonly commentedOut = new Set<string>();
  private readonly text: string;
  private readonly lines = new LineCounter();
  private readonly offsets = new Map<string, Offsets>();
  private readonly anchors = new Map<string, Node>();
  private readonly open = new Set<Node>();
  private valueCount = 0;
  private aliasCount = 0;

  constructor(text: string) {
    this.text = text;
  }

  refuseLength(): undefined {
    const message = `a site file has at most ${MAX_SITE_FILE_LENGTH / 1024} KiB, got ${Math.ceil(this.text.length / 1024)} KiB`;
    this.problems.push({ line: 1, column: 1, path: "", message });
  }

  read(): unknown {
    const document = parsedWithinStack(this.text, this.lines);
    if (document === undefined) {
      this.report([], 0, `not YAML that can be read: ${yamlHints.RESOURCE_EXHAUSTION}`);
      return undefined;
    }
    if (document.directives?.yaml.explicit && document.directives.yaml.version !== "1.2") {
      this.report([], 0, `site files are YAML 1.2, got %YAML ${document.directives.yaml.version}`);
    }
    for (const error of document.errors.slice(0, 20)) this.report([], error.pos[0], explainYamlError(error));
    if (document.errors.length > 0) return undefined;
    if (document.contents === null) return null;
    return this.valueOf(document.contents, [], document.contents.range?.[0] ?? 0);
  }

  problemAt(path: DataPath, message: string, at: "key" | "value"): SiteProblem {
    for (let length = path.length; length >= 0; length--) {
      const offsets = this.offsets.get(keyOf(path.slice(0, length)));
      if (offsets === undefined) continue;
      // What is missing is missed at the key that should hold it.
      const offset = at === "key" || length < path.length ? offsets.key : offsets.value;
      return this.problem(path, offset, message);
    }
    return this.problem(path, 0, message);
  }

  private problem(path: DataPath, offset: number, message: string): SiteProblem {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), path: formatPath(path), message };
  }

  private report(path: DataPath, offset: number, message: string): void {
    this.problems.push(this.problem(path, offset, message));
  }

  private valueOf(node: Node, path: DataPath, keyOffset: number): unknown {
    const offset = node.range?.[0] ?? keyOffset;
    this.offsets.set(keyOf(path), { key: keyOffset, value: offset });
    if (++this.valueCount > MAX_VALUES) {
      if (this.valueCount === MAX_VALUES + 1) this.report(path, offset, `a site file has at most ${MAX_VALUES} values`);
      return undefined;
    }
    if (path.length > MAX_DEPTH) {
      this.report(path, offset, `values are nested at most ${MAX_DEPTH} deep`);
      return undefined;
    }
    if (isAlias(node)) return this.aliasOf(node.source, path, keyOffset, offset);
    if ("anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, node);
    if (node.tag !== undefined && !plainTags.has(node.tag)) {
      this.report(path, offset, `\`${formatPath(path)}\` has the tag ${shown(node.tag)}: site files are plain data`);
      return undefined;
    }
    if (isScalar(node)) return this.scalarOf(node.value, path, keyOffset, offset);
    if ("flow" in node && node.flow) this.flow.add(keyOf(path));
    this.open.add(node);
    const value = isSeq(node)
      ? node.items.map((item, index) => this.valueOf(item as Node, [...path, index], offset))
      : this.mapOf(node as YAMLMap, path);
    this.open.delete(node);
    return value;
  }

  private scalarOf(value: unknown, path: DataPath, keyOffset: number, offset: number): unknown {
    if (value === null && /^[^\n]*?:[ \t]+#/.test(this.text.slice(keyOffset, Math.max(offset, keyOffset) + 80))) {
      this.commentedOut.add(keyOf(path));
    }
    return typeof value === "bigint" ? Number(value) : value;
  }

  private aliasOf(name: string, path: DataPath, keyOffset: number, offset: number): unknown {
    const node = this.anchors.get(name);
    this.aliasCount++;
    if (this.aliasCount === MAX_ALIASES + 1) {
      this.report(path, offset, `a site file has at most ${MAX_ALIASES} aliases`);
    } else if (this.aliasCount > MAX_ALIASES) return undefined;
    else if (node === undefined) this.report(path, offset, `\`*${name}\` has no anchor \`&${name}\` before it`);
    else if (this.open.has(node)) this.report(path, offset, `\`*${name}\` stands inside what it repeats`);
    else return this.valueOf(node, path, keyOffset);
    return undefined;
  }

  private mapOf(map: YAMLMap, path: DataPath): unknown {
    const value: Record<string, unknown> = {};
    const firstAt = new Map<string, number>();
    for (const pair of map.items as Pair<Node | null, Node | null>[]) {
      const offset = pair.key?.range?.[0] ?? map.range?.[0] ?? 0;
      const key = this.keyOf(pair.key, path, offset);
      if (key === undefined) continue;
      const first = firstAt.get(key);
      if (first !== undefined) {
        const { line, col } = this.lines.linePos(first);
        this.report([...path, key], offset, `\`${formatPath([...path, key])}\` stands twice, first at ${line}:${col}`);
        continue;
      }
      firstAt.set(key, offset);
      if (pair.value === null) this.offsets.set(keyOf([...path, key]), { key: offset, value: offset });
      value[key] = pair.value === null ? null : this.valueOf(pair.value, [...path, key], offset);
    }
    return value;
  }

  private keyOf(node: Node | null, path: DataPath, offset: number): string | undefined {
    const within = path.length === 0 ? "the file" : `\`${formatPath(path)}\``;
    const isText = isScalar(node) && node.value !== null && (node.tag === undefined || plainTags.has(node.tag));
    if (!isText) {
      this.report(
        path,
        offset,
        `a key in ${within} needs text, got ${shown(isScalar(node) ? node.value : "a collection")}`,
      );
      return undefined;
    }
    const key = String(node.value);
    if (key === "<<") this.report(path, offset, `merge keys (\`<<\`) are not read: write the keys of ${within} out`);
    else if (key === "__proto__") this.report(path, offset, `\`__proto__\` is no key of ${within}`);
    else return key;
    return undefined;
  }
}

/** Undefined where the text is nested deeper than the parser, which calls itself for each level, has stack for. */
function parsedWithinStack(text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | undefined {
  try {
    return parseDocument(text, {
      version: "1.2",
      schema: "core",
      merge: false,
      // Looked for while reading, in linear time and with both places.
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const plainTags = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

const keyOf = (path: DataPath): string => path.join("\u0000");

/** The YAML errors that writers of selectors and patterns run into, with what to do. */
const yamlHints: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: "text that holds `: ` needs quotes",
  BAD_SCALAR_START: "text that begins with one of @ ` % needs quotes",
  BAD_ALIAS: "text that begins with * or & needs quotes",
  BAD_DQ_ESCAPE: "in double quotes a backslash is written twice; single quotes take it as it is",
  TAB_AS_INDENT: "indent with spaces",
  RESOURCE_EXHAUSTION: "values are nested too deep",
};

function explainYamlError(error: { readonly code: string; readonly message: string }): string {
  const isBlockHeader = /^Not a YAML token|block-scalar-header/.test(error.message);
  const hint = isBlockHeader ? "text that begins with > or | needs quotes" : yamlHints[error.code];
  if (error.code === "RESOURCE_EXHAUSTION") return `not YAML that can be read: ${hint}`;
  if (error.code === "MULTIPLE_DOCS") return "a site file holds one document, got a second after `---`";
  return `not YAML 1.2: ${printable(error.message)}${hint === undefined ? "" : ` (${hint})`}`;
}
