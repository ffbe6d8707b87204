import { describe, expect, it } from "vitest";
import { addCommentsPage, readComments, wantedCommentsPages } from "../../../src/extract/comments/comments.ts";
import { orderPages } from "../../../src/extract/comments/order-pages.ts";
import { ARTICLE_URL, type BlockInput, codes, pageOf, start, visit } from "./reading.ts";

const c = (id: string) => `<li id="c${id}"><b>Naam ${id}</b><p>Tekst ${id}</p></li>`;
const list = (ids: string, links = "") =>
  `<!doctype html><html><body><h2>x</h2><ol class="list">${[...ids].map(c).join("")}</ol>${links}</body></html>`;
const block: BlockInput = { within: ".list", item: "li", id: { select: ":self", attr: "id" }, author: "b", text: "p" };
const ids = (reading: { comments: readonly { publisherId: string | null }[] }) =>
  reading.comments.map((each) => each.publisherId?.slice(1)).join("");
const at = (query: string) => `${ARTICLE_URL}${query}`;

describe("comments on several pages", () => {
  const next: BlockInput = { ...block, pages: { next: "a.next" } };

  it("are read from all, and the first page is not skipped", () => {
    const reading = visit(list("ab", '<a class="next" href="?p=2#comments">verder</a>'), next, {
      [at("?p=2")]: list("cd", '<a class="next" href="?p=3">verder</a>'),
      [at("?p=3")]: list("e"),
    });
    expect(ids(reading)).toBe("abcde");
    expect(reading).toMatchObject({ isComplete: true, source: "pages", rendered: 5 });
  });

  it("of which older ones are named go before the newer", () => {
    const older: BlockInput = { ...block, pages: { next: "a.prev", order: "backward" } };
    const reading = visit(list("ef", '<a class="prev" href="?pageStart=21">vorige</a>'), older, {
      [at("?pageStart=21")]: list("cd", '<a class="prev" href="?pageStart=1">vorige</a>'),
      [at("?pageStart=1")]: list("ab"),
    });
    expect(ids(reading)).toBe("abcdef");
  });

  it("are read on both sides of a page in the middle, and stand in order", () => {
    const both: BlockInput = { ...block, pages: { next: "a.next", previous: "a.prev" } };
    const reading = visit(list("c", '<a class="prev" href="?p=2">v</a><a class="next" href="?p=4">n</a>'), both, {
      [at("?p=1")]: list("a", '<a class="next" href="?p=2">n</a>'),
      [at("?p=2")]: list("b", '<a class="prev" href="?p=1">v</a><a class="next" href="?p=3">n</a>'),
      [at("?p=3")]: list("c", '<a class="prev" href="?p=2">v</a><a class="next" href="?p=4">n</a>'),
      [at("?p=4")]: list("d"),
    });
    expect(ids(reading)).toBe("abcd");
  });

  it("with numbers are put in the order of their numbers, whichever page came first", () => {
    const all: BlockInput = { ...block, pages: { all: ".nums a" } };
    const nums = (...numbers: number[]) =>
      `<p class="nums">${numbers.map((n) => `<a href="${n === 1 ? "?" : `?page=${n}`}">${n}</a>`).join(" ")}</p>`;
    const reading = visit(list("ab", nums(2, 3, 10)), all, {
      [at("?page=2")]: list("c", nums(1, 2, 3, 10)),
      [at("?page=3")]: list("d", nums(2, 3, 4, 10)),
      [at("?page=10")]: list("f"),
      [at("?page=4")]: list("e"),
      [at("?")]: list("ab"),
    });
    expect(ids(reading)).toBe("abcdef");
  });

  it("with numbers may name the page begun with by its own number; but a site that always shows it is in doubt", () => {
    const all: BlockInput = { ...block, pages: { all: ".nums a" } };
    const nums = '<p class="nums"><a href="?page=0">1</a><a href="?page=1">2</a></p>';
    const pager = { [at("?page=0")]: list("ab", nums), [at("?page=1")]: list("c", nums) };
    const reading = visit(list("ab", nums), all, pager);
    expect([ids(reading), codes(reading), reading.isComplete]).toEqual(["abc", [], true]);
    const unnamed = visit(list("ab", nums).replace(' id="ca"', "").replace(" id=ca", ""), all, pager);
    expect(unnamed.comments.map(({ text }) => text)).toEqual(["Tekst a", "Tekst b", "Tekst c"]);
    const deaf = visit(list("ab", nums), all, { ...pager, [at("?page=1")]: list("ab", nums) });
    expect([ids(deaf), codes(deaf)]).toEqual(["ab", ["comment-pages-loop"]]);
  });

  it("stop at a link that leads back, with a warning", () => {
    const reading = visit(list("a", '<a class="next" href="?p=2">n</a>'), next, {
      [at("?p=2")]: list("b", '<a class="next" href="?p=3">n</a>'),
      [at("?p=3")]: list("c", '<a class="next" href="?p=2">n</a>'),
    });
    expect(ids(reading)).toBe("abc");
    expect(codes(reading)).toEqual(["comment-pages-loop"]);
    expect(reading.isComplete).toBeNull();
  });

  it("stop at a link to the same page, without one", () => {
    const reading = visit(list("a", '<a class="next" href="#top">n</a>'), next, {});
    expect(codes(reading)).toEqual([]);
    expect(reading).toMatchObject({ isComplete: true, source: "page" });
  });

  it("stop at a page that gives the same comments under another address", () => {
    const again = (n: number) => list("b", `<a class="next" href="?p=${n}">n</a>`);
    const reading = visit(list("a", '<a class="next" href="?p=2">n</a>'), next, {
      [at("?p=2")]: again(3),
      [at("?p=3")]: again(4),
      [at("?p=4")]: again(5),
    });
    expect(ids(reading)).toBe("ab");
    expect(reading.asked).toHaveLength(2);
    expect(codes(reading)).toEqual(["comment-pages-loop"]);
  });

  it("without ids are told apart by what they say", () => {
    const { id: _, ...anonymous } = next;
    const again = (n: number) => list("b", `<a class="next" href="?p=${n}">n</a>`);
    const reading = visit(list("ab", '<a class="next" href="?p=2">n</a>'), anonymous, {
      [at("?p=2")]: again(3),
      [at("?p=3")]: again(4),
    });
    expect(reading.comments.map((each) => each.text)).toEqual(["Tekst a", "Tekst b", "Tekst b"]);
  });

  it("are no more than the site file allows, and then incomplete", () => {
    const endless = (n: number) =>
      `<ol class=list><li id=c${n}><b>N</b><p>T${n}</p></li></ol><a class=next href="?p=${n + 1}">n</a>`;
    const pages = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [at(`?p=${n}`), endless(n)]));
    const reading = visit(endless(0), { ...block, pages: { next: "a.next", maxPages: 4 } }, pages);
    expect(reading.comments).toHaveLength(4);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comment-pages-limit"]);
  });

  it("keep what was read when one of them cannot be got", () => {
    const reading = visit(list("ab", '<a class="next" href="?p=2">n</a>'), next, {});
    expect(ids(reading)).toBe("ab");
    expect(reading).toMatchObject({ isComplete: false, source: "page" });
    expect(reading.warnings).toMatchObject([
      { code: "comments-page-failed", message: expect.stringContaining("network") },
    ]);
  });

  it("keep what was read when one of them is an error page, whatever it holds", () => {
    const reading = visit(list("ab", '<a class="next" href="?p=2">n</a>'), next, {
      [at("?p=2")]: pageOf(at("?p=2"), list("zz"), { status: 503 }),
    });
    expect(ids(reading)).toBe("ab");
    expect(reading.isComplete).toBe(false);
  });

  it("are in doubt when a further page holds none, as a consent page would", () => {
    const reading = visit(list("ab", '<a class="next" href="?p=2">n</a>'), next, {
      [at("?p=2")]: "<html><title>Privacy Gate</title></html>",
    });
    expect(ids(reading)).toBe("ab");
    expect(reading.isComplete).toBeNull();
    expect(codes(reading)).toEqual(["comment-page-empty"]);
  });

  it("hold a comment that stands on two pages once, with its replies under the one", () => {
    const nested: BlockInput = { ...next, item: "li", within: ".list" };
    const reading = visit(list("ab", '<a class="next" href="?p=2">n</a>'), nested, {
      [at("?p=2")]:
        `<html><ol class="list"><li id="cb"><b>Naam b</b><p>Tekst b</p><ul><li id="cx"><b>Naam x</b><p>Antwoord</p></li></ul></li>${c("c")}</ol></html>`,
    });
    expect(ids(reading)).toBe("abxc");
    expect(reading.comments[2]?.parentKey).toBe(reading.comments[1]?.key);
    expect(reading.rendered).toBe(4);
  });

  it("whose id stands on comments that differ all stay, without an id", () => {
    const html = `<ol class="list"><li id="u7"><b>Ank</b><p>Een</p></li><li id="u7"><b>Ank</b><p>Twee</p></li><li id="u8"><b>Bram</b><p>Drie</p></li></ol>`;
    const reading = visit(html, block, {});
    expect(reading.comments.map(({ publisherId, text }) => [publisherId, text])).toEqual([
      [null, "Een"],
      [null, "Twee"],
      ["u8", "Drie"],
    ]);
    expect(codes(reading)).toEqual(["comment-id-repeated"]);
  });

  it("answer each other across pages", () => {
    const linked: BlockInput = { ...next, nesting: { parent: { select: ":self", attr: "data-parent" } } };
    const reading = visit(
      '<ol class=list><li id=c1 data-parent=c9><b>A</b><p>x</p></li></ol><a class=next href="?p=2">n</a>',
      linked,
      { [at("?p=2")]: "<html><ol class=list><li id=c9><b>B</b><p>y</p></li></ol></html>" },
    );
    expect(reading.comments[0]?.parentKey).toBe(reading.comments[1]?.key);
    expect(reading.comments[0]?.depth).toBe(1);
  });

  it("are read relative to the time at which each page was brought", () => {
    const dated: BlockInput = { ...next, publishedAt: "i" };
    const page = (when: string, link = "") =>
      `<html><ol class=list><li id="${when.length}"><b>A</b><i>${when}</i><p>x</p></li></ol>${link}</html>`;
    const reading = visit(page("gisteren 14:05", "<a class=next href='?p=2'>n</a>"), dated, {
      [at("?p=2")]: pageOf(at("?p=2"), page("gisteren 9:00"), { fetchedAt: "2018-03-01T10:00:00.000Z" }),
    });
    expect(reading.comments.map((each) => each.publishedAt)).toEqual([
      "2018-01-25T14:05:00+01:00",
      "2018-02-28T09:00:00+01:00",
    ]);
  });

  it("pass over pages that nobody wanted", () => {
    const state = start(list("a", '<a class="next" href="?p=2">n</a>'), next);
    const [wanted] = wantedCommentsPages(state);
    addCommentsPage(state, { ...wanted!, url: at("?p=77") }, pageOf(at("?p=77"), list("z")));
    addCommentsPage(state, wanted!, pageOf(wanted!.url, list("b")));
    addCommentsPage(state, wanted!, pageOf(wanted!.url, list("y")));
    expect(ids(readComments(state))).toBe("ab");
  });
});

describe("comments on an address of their own", () => {
  const elsewhere: BlockInput = {
    declared: ".reacties-link",
    at: ".reacties-link a",
    item: ".reactie",
    author: ".usernickname span",
    text: "p",
    publishedAt: ":self + .reaksje_datum",
    votesUp: ":self + .reaksje_datum .like-count",
    nesting: { sibling: ".geneste-reacties" },
    pages: { next: { select: ".pagenav a", attr: "onclick", match: "getReactions\\('([^']+)'\\)" } },
  };
  const article =
    '<p>Artikel</p><div class="reactie"><p>niet hier</p></div><div class="reacties-link"><a href="/reacties.php?id=88">4 reacties</a></div>';
  const host = "https://www.waterkrant.example";
  const one = (name: string, text: string) =>
    `<div class="reactie"><div class="usernickname"><span>${name}</span></div><p>${text}</p></div>`;
  const first = `${one("Fedde", "Tige bêst!")}<div class="reaksje_datum">25/01/18 <span class="like-count">3</span></div>
    <div class="geneste-reacties">${one("Geeske", "Ja.")}</div>${one("Hylke", "Nee.")}<div class="pagenav">1 van 2 <a onclick="getReactions('/r/list?page=2');">volgende</a></div>`;

  it("are read there, on to the address in an attribute, and not on the article's page", () => {
    const reading = visit(article, elsewhere, {
      [`${host}/reacties.php?id=88`]: first,
      [`${host}/r/list?page=2`]: `${one("Jel", "Moai.")}<div class="pagenav">2 van 2</div>`,
    });
    expect(reading.comments.map(({ author, depth, votesUp }) => [author, depth, votesUp])).toEqual([
      ["Fedde", 0, 3],
      ["Geeske", 1, null],
      ["Hylke", 0, null],
      ["Jel", 0, null],
    ]);
    expect(reading).toMatchObject({ declared: 4, rendered: 4, isComplete: true, source: "pages" });
    expect(codes(reading)).toEqual(["comment-date-missing"]);
  });

  it("are incomplete when half of them cannot be got", () => {
    const reading = visit(article, elsewhere, { [`${host}/reacties.php?id=88`]: first });
    expect(reading.comments).toHaveLength(3);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comments-page-failed", "comment-date-missing", "comment-count-mismatch"]);
  });

  it("are absent and incomplete when none of them can be got", () => {
    expect(visit(article, elsewhere, {})).toMatchObject({
      comments: [],
      declared: 4,
      rendered: null,
      isComplete: false,
      source: "pages",
    });
  });

  it("are unknown where the page has no link to them", () => {
    expect(visit("<p>Artikel</p>", elsewhere, {})).toMatchObject({
      comments: [],
      declared: null,
      isComplete: null,
      source: null,
    });
  });

  it("have addresses that count from the article's page when they come as a fragment", () => {
    const reading = visit(
      '<a class="load" href="/ajax/list">reacties</a>',
      { ...block, within: undefined, at: ".load", pages: { next: "a.next" } } as BlockInput,
      {
        [`${host}/ajax/list`]: `${c("a")}<a class="next" href="?deel=2">n</a>`,
        [at("?deel=2")]: c("b"),
      },
    );
    expect(ids(reading)).toBe("ab");
  });
});

it("rows of a table that come as a fragment are read as the page would show them", () => {
  const rows: BlockInput = { item: "tr", author: "th", text: "td", at: "a" };
  const reading = visit('<a href="/deel">reacties</a>', rows, {
    "https://www.waterkrant.example/deel": "<tr><th>Ank</th><td>Ja.</td></tr>",
  });
  expect(reading.comments).toMatchObject([{ author: "Ank", text: "Ja." }]);
});

it("a selector that takes too long on a page costs its comments, not the article, and not those of another description", () => {
  const heavy: BlockInput = { item: "i:nth-last-child(2n+1) ~ i:nth-last-child(3n+1) ~ i:last-child", text: ":self" };
  const html = `<p>${"<i>x</i>".repeat(12_000)}</p><b>Ja.</b>`;
  const alone = visit(html, heavy, {});
  expect(alone).toMatchObject({ comments: [], isComplete: false });
  expect(codes(alone)).toContain("comments-unread");
  expect(visit(html, [heavy, { item: "b", text: ":self" }], {}).comments).toMatchObject([{ text: "Ja." }]);
});

describe("orderPages", () => {
  it("puts the page begun with at the number that is missing", () => {
    const page = (url: string, as: "start" | "listed") => ({
      url,
      as,
      namedBy: as === "start" ? -1 : 0,
      isRead: true,
    });
    const urls = (pages: ReturnType<typeof page>[]) => orderPages(pages, "forward").map((place) => pages[place]?.url);
    expect(urls([page("/t/", "start"), page("/t/p-1/", "listed"), page("/t/p-3/", "listed")])).toEqual([
      "/t/p-1/",
      "/t/",
      "/t/p-3/",
    ]);
    expect(urls([page("/t/", "start"), page("/t/p-3/", "listed"), page("/t/p-2/", "listed")])).toEqual([
      "/t/",
      "/t/p-2/",
      "/t/p-3/",
    ]);
    expect(urls([page("/t/p-2/", "start"), page("/t/p-10/", "listed"), page("/t/p-1/", "listed")])).toEqual([
      "/t/p-1/",
      "/t/p-2/",
      "/t/p-10/",
    ]);
  });
});
