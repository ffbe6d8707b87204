import type { ExtractedComment } from "../../../../src/model/extraction.ts";
import type { Told } from "./thread.ts";

export interface Score {
  readonly right: number;
  readonly wanted: number;
  readonly found: number;
  /** Of the right ones: how many stand at their depth, and bear their day. */
  readonly placed: number;
  readonly dated: number;
  readonly wrong: readonly string[];
}

/** Right where author and text agree, white space folded; what a moderator took away is neither wanted nor counted. */
export function scoreOf(all: readonly Told[], found: readonly ExtractedComment[], isFlat: boolean): Score {
  const open = found.filter((comment) => comment.status !== "removed");
  const wanted = all.filter((told) => !told.isRemoved);
  const taken = new Set<ExtractedComment>();
  const missed: string[] = [];
  let placed = 0;
  let dated = 0;
  for (const told of wanted) {
    const text = told.paragraphs.join(" ");
    const match = open.find(
      (comment) => !taken.has(comment) && comment.author === told.name && ends(comment.text ?? "", text),
    );
    if (match === undefined) {
      missed.push(`- ${told.name}: ${text.slice(0, 60)}`);
      continue;
    }
    taken.add(match);
    if (match.depth === (isFlat ? 0 : told.depth)) placed++;
    if (match.publishedAt?.startsWith("2024-05-20")) dated++;
  }
  const invented = open
    .filter((comment) => !taken.has(comment))
    .map((comment) => `+ ${comment.author} [${comment.role}]: ${(comment.text ?? "").slice(0, 140)}`);
  return {
    right: taken.size,
    wanted: wanted.length,
    found: open.length,
    placed,
    dated,
    wrong: [...missed, ...invented],
  };
}

/** As the benchmark on real pages judges: the first and the last forty letters. */
function ends(found: string, wanted: string): boolean {
  const [one, other] = [found, wanted].map((text) => text.replace(/\s+/g, " ").trim());
  return one!.slice(0, 40) === other!.slice(0, 40) && one!.slice(-40) === other!.slice(-40);
}

export function f1({ right, wanted, found }: Pick<Score, "right" | "wanted" | "found">): number {
  return wanted + found === 0 ? 1 : (2 * right) / (wanted + found);
}
