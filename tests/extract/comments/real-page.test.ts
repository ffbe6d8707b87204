import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type BlockInput, read } from "./reading.ts";

const folder = new URL("../../../../shared/real/binnenlandsbestuur/", import.meta.url);
const isThere = existsSync(folder);

const block: BlockInput = {
  declared: ".c-comments__count",
  within: ".c-comments",
  item: ".c-comment",
  byline: { select: ".c-comment__author", split: " / " },
  text: ".c-comment__text",
};

describe("the comments of a real page", () => {
  it.skipIf(!isThere)(`come out as its gold has them${isThere ? "" : " (skipped: ../shared/real is not here)"}`, () => {
    const wanted = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as {
      comments: { author: string; role: string | null; text: string }[];
    };
    const reading = read(readFileSync(new URL("page.html", folder), "utf8"), block);
    const fold = (text: string | null) => text?.replace(/\s+/g, " ").trim() ?? null;
    expect(reading.comments.map(({ author, role, text }) => ({ author, role, text: fold(text) }))).toEqual(
      wanted.comments.map(({ author, role, text }) => ({ author, role: role ?? null, text: fold(text) })),
    );
    expect(reading.comments.filter((comment) => comment.role !== null)).toHaveLength(6);
    expect(reading.comments[0]?.text?.split("\n\n")).toHaveLength(6);
    expect(reading).toMatchObject({ declared: 10, rendered: 10, isComplete: true, source: "page", warnings: [] });
  });
});
