import { describe, expect, test } from "vitest";
import { read } from "../page.ts";
import { halfA } from "./half-a.ts";
import { halfB } from "./half-b.ts";
import { halfC } from "./half-c.ts";
import { noThreads } from "./no-thread.ts";
import { type Score, scoreOf } from "./score.ts";
import { addressOf, articlePage, type Design, fetchedAt, pageOf } from "./thread.ts";
import { type Tongue, tongues } from "./tongues.ts";

const context = (tongue: Tongue, url: string) => ({
  url,
  fetchedAt,
  zone: "Europe/Amsterdam",
  language: tongue.language,
});

function scores(design: Design, place: number): (Score & { language: string; body: string })[] {
  return tongues.map((tongue, k) => {
    const { html, url, all } = pageOf(design, tongue, place * tongues.length + k);
    const { comments, body } = read(html, context(tongue, url));
    const score = scoreOf(all, comments.value, design.isFlat === true);
    return { ...score, language: tongue.language, body: body.value.map((block) => block.text).join(" ") };
  });
}

const designs = [halfA, halfB, halfC].flatMap((half) =>
  half.map((design, place) => [design.name, design, place] as const),
);

describe("in eight languages, beside other things that look like comments, every comment is read from", () => {
  test.each(designs)("%s", (_name, design, place) => {
    for (const { language, wrong, right, placed, dated, body } of scores(design, place)) {
      expect({ language, wrong }).toEqual({ language, wrong: [] });
      expect({ language, placed, dated }).toEqual({ language, placed: right, dated: right });
      // A board's body is its opening post.
      const texts = tongues.find((tongue) => tongue.language === language)!.texts.map((text) => text.slice(0, 40));
      if (design.page === undefined) expect(texts.filter((text) => body.includes(text))).toEqual([]);
    }
  });

  test.each(designs.filter(([, design]) => design.showsRoles))("with its role: %s", (_name, design, place) => {
    for (const [k, tongue] of tongues.entries()) {
      const { html, url } = pageOf(design, tongue, place * tongues.length + k);
      const roles = read(html, context(tongue, url)).comments.value.map(({ role }) => role);
      expect(roles.filter((role) => role !== null)).toEqual([tongue.role]);
    }
  });
});

describe("in eight languages, no comment is invented from", () => {
  test.each(noThreads.map((part, place) => [part.name, part, place] as const))("%s", (_name, part, place) => {
    for (const [k, tongue] of tongues.entries()) {
      const html = articlePage(tongue, part.draw(tongue), place * tongues.length + k);
      expect(read(html, context(tongue, addressOf(tongue))).comments.value).toEqual([]);
    }
  });
});
