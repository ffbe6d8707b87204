import { describe, expect, test } from "vitest";
import { read } from "../page.ts";
import { scoreOf } from "../threads/score.ts";
import { lookAlikes } from "./look-alikes.ts";
import { partA } from "./part-a.ts";
import { partABoards } from "./part-a-boards.ts";
import { partB } from "./part-b.ts";
import { partC } from "./part-c.ts";
import { partD } from "./part-d.ts";
import { partE } from "./part-e.ts";
import { addressOf, articlePage, fetchedAt, pageOf, type System } from "./thread.ts";
import { voices } from "./voices.ts";

const parts: readonly System[] = [...partA, ...partABoards, ...partB, ...partC, ...partD, ...partE];

describe("every comment is read, with its author, day and place, as it is put out by", () => {
  test.each(parts.map((system) => [system.name, system] as const))("%s", (_name, system) => {
    const { html, url, all, voice } = pageOf(system);
    const { comments } = read(html, { url, fetchedAt, zone: "Europe/Amsterdam", language: voice.language });
    // A board's opening post may be its article.
    const opensWith = comments.value[0]?.author === all[0]!.name;
    const told = system.board === undefined || opensWith ? all : all.slice(1);
    const score = scoreOf(told, comments.value, system.isFlat === true);
    expect(score.wrong).toEqual([]);
    expect(score).toMatchObject({ right: told.length, dated: told.length });
    if (system.showsOneLevel !== true) expect(score.placed).toBe(told.length);
  });
});

describe("in eleven languages, no comment is invented from", () => {
  test.each(lookAlikes.map((part) => [part.name, part] as const))("%s", (_name, part) => {
    for (const voice of Object.values(voices)) {
      const html = articlePage(voice, part.draw(voice));
      const context = { url: addressOf(voice), fetchedAt, zone: "Europe/Amsterdam", language: voice.language };
      expect(read(html, context).comments.value).toEqual([]);
    }
  });
});
