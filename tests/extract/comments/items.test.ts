import { describe, expect, it } from "vitest";
import { type BlockInput, codes, read } from "./reading.ts";

const trade: BlockInput = {
  declared: ".c-comments h2",
  within: ".c-comments",
  item: ".c-comment",
  byline: { select: "h3", split: " / " },
  text: ".c-comment__text",
};

const tradeComment = (byline: string, text = "<p>Tekst.</p>", extra = "") =>
  `<div class="c-comment${extra}"><h3>${byline}</h3><div class="c-comment__text">${text}</div>
   <form hidden><small>Uw emailadres wordt enkel gebruikt om contact op te nemen.</small></form></div>`;

const trades = (heading: string, ...comments: string[]) =>
  `<main><div class="c-comment__text">Geen reactie maar artikel.</div></main><section class="c-comments"><h2>${heading}</h2>
   <p class="c-comments__login">U moet ingelogd zijn om te reageren.</p>${comments.join("\n")}</section>`;

describe("comments that stand in the page", () => {
  it("are read with author, role and text, in page order", () => {
    const { comments } = read(
      trades("Reacties: 2", tradeComment("S. ten Wolde / beleidsadviseur"), tradeComment("Trevor", "<p>Ja.</p>")),
      trade,
    );
    expect(comments.map(({ author, role, text, depth }) => ({ author, role, text, depth }))).toEqual([
      { author: "S. ten Wolde", role: "beleidsadviseur", text: "Tekst.", depth: 0 },
      { author: "Trevor", role: null, text: "Ja.", depth: 0 },
    ]);
  });

  it("are none, and complete, where the page says so and has no list", () => {
    expect(read(trades("Reacties: 0"), trade)).toMatchObject({
      comments: [],
      declared: 0,
      rendered: 0,
      isComplete: true,
      source: null,
      warnings: [],
    });
  });

  it("keep the help text of a hidden reply form out of their text", () => {
    const whole: BlockInput = {
      item: ".c-comment",
      byline: { select: "h3", split: " / " },
      text: { select: ":self", remove: ["h3"] },
    };
    const { comments } = read(trades("Reacties: 1", tradeComment("Ank de Roo / raadslid")), whole);
    expect(comments[0]?.text).toBe("Tekst.");
  });

  it("are found when a class is added to them", () => {
    expect(read(trades("Reacties: 1", tradeComment("Ank", undefined, "  has--role")), trade).comments).toHaveLength(1);
  });

  it("are not looked for outside `within`", () => {
    const html = `<aside><ul><li class="comment"><b class="fn">Zij</b></li></ul></aside><ol class="comment-list"><li class="comment"><b class="fn">Ank</b><p class="t">Ja.</p></li></ol>`;
    const { comments } = read(html, { within: ".comment-list", item: ".comment", author: ".fn", text: ".t" });
    expect(comments.map((comment) => comment.author)).toEqual(["Ank"]);
  });

  it("do not include what the site file skips: templates, empty lists, pingbacks", () => {
    const html = `<ol class="reacties"><li class="hidenum  "><b>Reageer als eerste op dit bericht</b></li>
      <li class="hidenum  "><span class="reactie-nummer">#1</span><div><strong>Joris Pol (raadslid)</strong></div><div class="reactie-body ">Tekst</div></li>
      <li class="pingback">Pingback: elders</li><li class="hidenum  "> door jou&nbsp; </li></ol>`;
    const { comments, rendered } = read(html, {
      item: "ol.reacties > li",
      skip: [".pingback", ":not(:has(.reactie-nummer))"],
      id: { select: ".reactie-nummer", match: "#(\\d+)" },
      byline: { select: "strong", split: "brackets" },
      text: ".reactie-body",
    });
    expect(comments.map(({ author, role, publisherId }) => ({ author, role, publisherId }))).toEqual([
      { author: "Joris Pol", role: "raadslid", publisherId: "1" },
    ]);
    expect(rendered).toBe(1);
  });

  it("do not include what the site file skips by what the item itself lacks", () => {
    const html = `<ul><li><b>Ank</b><p>Ja.</p></li><li>Reageer als eerste</li></ul>`;
    const { comments, rendered } = read(html, { item: "li", skip: ":self:not(:has(p))", author: "b", text: "p" });
    expect([comments.length, rendered]).toEqual([1, 1]);
  });

  it("in which neither author nor text can be read are counted, with a warning, and never invented", () => {
    const reading = read(trades("Reacties: 2", tradeComment("Ank"), '<div class="c-comment"><i></i></div>'), trade);
    expect(reading.comments).toHaveLength(1);
    expect(reading.rendered).toBe(2);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comment-unread", "comment-count-mismatch"]);
  });

  it("are absent, with a warning, when the class of the item has changed", () => {
    const reading = read(trades("Reacties: 1", tradeComment("Ank")).replaceAll('"c-comment"', '"c-reply"'), trade);
    expect(reading.comments).toEqual([]);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comment-count-mismatch"]);
  });

  it("have no author when the class of the author has changed, rather than another text", () => {
    const { comments } = read(trades("Reacties: 1", tradeComment("Ank")), {
      ...trade,
      byline: { select: "h4", split: " / " },
    });
    expect(comments[0]).toMatchObject({ author: null, role: null, text: "Tekst." });
  });

  it("do not take in an advertisement that was removed from the page", () => {
    const html = trades("Reacties: 1", tradeComment("Ank", '<p>Ja.</p><div class="ad">Advertentie</div>'));
    expect(read(html, { ...trade, text: { select: ".c-comment__text", remove: [".ad"] } }).comments[0]?.text).toBe(
      "Ja.",
    );
  });

  it("keep a text that equals one of the article", () => {
    const html = `<p>De ambtenaar is veel op pad.</p>${trades("Reacties: 1", tradeComment("Gerard", '<p>"De ambtenaar is veel op pad."..... Is dat zo ?</p>'))}`;
    expect(read(html, trade).comments[0]?.text).toBe('"De ambtenaar is veel op pad."..... Is dat zo ?');
  });

  it("are found by the first description that finds any", () => {
    const old: BlockInput = { item: "li.reactie", author: "b", text: "p" };
    const reading = read(trades("Reacties: 1", tradeComment("Ank / griffier")), [old, trade]);
    expect(reading.comments[0]).toMatchObject({ author: "Ank", role: "griffier" });
    expect(reading.isComplete).toBe(true);
  });

  it("say once for each field which selector gave it, and repeat no names there", () => {
    const { provenance } = read(
      trades("Reacties: 2", tradeComment("Ank / griffier"), tradeComment("Bram / raadslid")),
      trade,
    );
    expect(provenance).toEqual([
      {
        field: "commentCountDeclared",
        source: "selector",
        where: ".c-comments h2",
        text: "Reacties: 2",
        confidence: 1,
      },
      { field: "comments.text", source: "selector", where: ".c-comment__text", text: null, confidence: 1 },
      { field: "comments.author", source: "selector", where: "h3", text: null, confidence: 1 },
      { field: "comments.role", source: "selector", where: "h3", text: null, confidence: 1 },
    ]);
  });
});

describe("values beside a comment", () => {
  const html = `<div class="lijst">
    <a id="r-1"></a><div class="reactie"><span class="naam">Fedde</span><p>Tige bêst!</p></div><div class="reaksje_datum">25/01/18 <span class="like-count">3</span></div>
    <a id="r-2"></a><div class="reactie"><span class="naam">Geeske</span><p>Nee.</p></div>
    <a id="r-3"></a><div class="reactie"><span class="naam">Hylke</span><p>Ja.</p></div><!-- datum --> <div class="reaksje_datum">26/01/18</div></div>`;
  const block: BlockInput = {
    item: ".reactie",
    id: { select: "a:has(+ :self)", attr: "id" },
    author: ".naam",
    text: "p",
    publishedAt: ":self + .reaksje_datum",
    votesUp: ":self + .reaksje_datum .like-count",
  };

  it("are read from the sibling that follows, and from the one before", () => {
    expect(read(html, block).comments[0]).toMatchObject({ publisherId: "r-1", publishedAt: "2018-01-25", votesUp: 3 });
  });

  it("are never borrowed from a neighbour", () => {
    for (const publishedAt of [":self + .reaksje_datum", ":self ~ .reaksje_datum"]) {
      const { comments } = read(html, { ...block, publishedAt });
      expect(comments.map((comment) => comment.publishedAt)).toEqual(["2018-01-25", null, "2018-01-26"]);
      expect(comments.map((comment) => comment.votesUp)).toEqual([3, null, null]);
    }
  });

  it("go on from sibling to sibling, as in a list of terms", () => {
    const list = "<dl><dt>Ank</dt><dd>raadslid</dd><dd>Ja.</dd><dt>Bram</dt><dd>burger</dd><dd>Nee.</dd></dl>";
    const { comments } = read(list, { item: "dt", author: ":self", role: ":self + dd", text: ":self + dd + dd" });
    expect(comments.map(({ author, role, text }) => [author, role, text])).toEqual([
      ["Ank", "raadslid", "Ja."],
      ["Bram", "burger", "Nee."],
    ]);
  });

  it("may stand in the one before, found from the other side", () => {
    const list = "<dl><dt><b>Ank</b></dt><dd>Ja.</dd><dt><b>Bram</b></dt><dd>Nee.</dd><dd>Los.</dd></dl>";
    const { comments } = read(list, { item: "dd", author: "dt:has(+ :self) > b", text: ":self" });
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ["Ank", "Ja."],
      ["Bram", "Nee."],
      [null, "Los."],
    ]);
  });

  it("that a selector seeks among all the neighbours give nothing, and a warning", () => {
    const reading = read(html, { ...block, publishedAt: ".lijst:has(:self) .reaksje_datum" });
    expect(reading.comments.map((comment) => comment.publishedAt)).toEqual([null, null, null]);
    expect(codes(reading)).toContain("comment-selector-unread");
  });
});
