import { describe, expect, test } from "vitest";
import { hasEndlessTags } from "../../src/discover/has-endless-tags.ts";
import { readFeed } from "../../src/discover/read-feed.ts";

const context = { site: { language: "nl", timeZone: "Europe/Amsterdam" }, fetchedAt: "2024-06-01T00:00:00Z" } as const;
const item = "<item><title>Kade</title><link>http://krant.example/nieuws/een</link></item>";
const feed = (rest: string) => `<?xml version="1.0"?><rss version="2.0"><channel>${item}<item><link>${rest}`;

describe("a feed whose tags never end", () => {
  test.each(["<x a='", "<div class='", "<!DOCTYPE x [", '<a href="/'])(
    "%s is read in time, as far as it goes",
    (tag) => {
      const text = feed(tag.repeat(400_000));
      const startedAtMs = performance.now();
      expect(hasEndlessTags(text)).toBe(true);
      const { links, warnings } = readFeed(text, "http://krant.example/feed", context as never);
      expect(links.map(({ href }) => href)).toContain("http://krant.example/nieuws/een");
      expect(warnings.map(({ code }) => code)).toContain("broken-feed");
      expect(performance.now() - startedAtMs).toBeLessThan(5000);
    },
  );

  test.each([
    `${item.repeat(200)}</channel></rss>`,
    `<![CDATA[${"<x a='".repeat(5000)}]]></link></item></channel></rss>`,
    `x</link><!-- ${"<x a='".repeat(5000)} --></item></channel></rss>`,
    `x</link><title>5 < 6 en "zo" 7 > 3</title></item></channel></rss>`,
    "x</link></item><item><link>half a tag <x a=",
  ])("is told from one that is whole, or only cut off: %#", (rest) => {
    expect(hasEndlessTags(feed(rest))).toBe(false);
  });
});
