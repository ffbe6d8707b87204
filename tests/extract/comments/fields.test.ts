import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitByline } from "../../../src/extract/comments/read-byline.ts";
import { type BlockInput, codes, read } from "./reading.ts";

const one = (html: string, block: Omit<BlockInput, "item">) => {
  const { comments } = read(`<div class="item">${html}</div>`, { item: ".item", ...block });
  expect(comments).toHaveLength(1);
  return comments[0]!;
};

describe("a byline", () => {
  const parts = (text: string, byline: Exclude<BlockInput["byline"], string | undefined>) => {
    const { author, role, place, publishedAt } = one(`<h3>${text}</h3><p>x</p>`, { byline, text: "p" });
    return [author, role, place, publishedAt].slice(0, publishedAt === null ? 3 : 4);
  };
  const slash = { select: "h3", split: " / " };

  it.each([
    ["Eddy Nijenhuis / projectleider", ["Eddy Nijenhuis", "projectleider", null]],
    ["Trevor", ["Trevor", null, null]],
    ["Jan / ", ["Jan", null, null]],
    ["Jan /", ["Jan", null, null]],
    [" / adviseur", [null, "adviseur", null]],
    ["H. Wiersma / gepens.", ["H. Wiersma", "gepens.", null]],
    ["wimjoost licht / adviseur / trainer", ["wimjoost licht", "adviseur / trainer", null]],
    ["Jan en/of Piet", ["Jan en/of Piet", null, null]],
    ["v.d. Berg / HR, gemeente X", ["v.d. Berg", "HR, gemeente X", null]],
    ["'t Hooft / DIRECTEUR De Regisserende Gemeente", ["'t Hooft", "DIRECTEUR De Regisserende Gemeente", null]],
    ["12345 / burger", ["12345", "burger", null]],
    ["[gebruiker verwijderd]", ["[gebruiker verwijderd]", null, null]],
    ["jan@voorbeeld.example / ", ["jan@voorbeeld.example", null, null]],
    ["Ank&nbsp;/&nbsp;raadslid", ["Ank", "raadslid", null]],
    ["Ank / -", ["Ank", null, null]],
    ["-", [null, null, null]],
    ["Undefined / undefined", ["Undefined", null, null]],
  ])("%j is cut at the first spaced separator, names and roles verbatim", (text, wanted) => {
    expect(parts(text, slash)).toEqual(wanted);
  });

  it.each([
    ["R.H. Zwier, huisarts n.p., Zwolle", ["R.H. Zwier", "huisarts n.p.", "Zwolle"]],
    ["R.H. Zwier, arts, onderzoeker, Zwolle", ["R.H. Zwier", "arts, onderzoeker", "Zwolle"]],
    ["R.H. Zwier, huisarts", ["R.H. Zwier", "huisarts", null]],
    ["R.H. Zwier", ["R.H. Zwier", null, null]],
    ["Zwier, , Zwolle", ["Zwier", null, "Zwolle"]],
  ])("%j may have a place as its third part", (text, wanted) => {
    expect(parts(text, { select: "h3", split: [", "], into: ["author", "role", "place"] })).toEqual(wanted);
  });

  it.each([
    ["Joris Pol (raadslid)", ["Joris Pol", "raadslid", null]],
    ["Joris Pol (raadslid (VVA))", ["Joris Pol", "raadslid (VVA)", null]],
    ["Joris (Jo) Pol (raadslid)", ["Joris (Jo) Pol", "raadslid", null]],
    ["Joris Pol", ["Joris Pol", null, null]],
    ["Joris Pol ()", ["Joris Pol", null, null]],
    ["Joris) Pol", ["Joris) Pol", null, null]],
  ])("%j may have the role in brackets", (text, wanted) => {
    expect(parts(text, { select: "h3", split: "brackets" })).toEqual(wanted);
  });

  it("is cut at the first separator of a list that occurs", () => {
    const byline = { select: "h3", split: [" | ", " - ", "brackets"] };
    expect(parts("Ank - de Roo | griffier", byline)).toEqual(["Ank - de Roo", "griffier", null]);
    expect(parts("Ank de Roo - griffier", byline)).toEqual(["Ank de Roo", "griffier", null]);
    expect(parts("Ank de Roo (griffier)", byline)).toEqual(["Ank de Roo", "griffier", null]);
  });

  it("gives a date to the date, also where the role is missing", () => {
    const byline = {
      select: "h3",
      split: ", ",
      into: ["author", "role", "publishedAt"] as ["author", "role", "publishedAt"],
    };
    expect(parts("Loes Prins, wethouder, 26-1-2018", byline)).toEqual(["Loes Prins", "wethouder", null, "2018-01-26"]);
    expect(parts("Anoniem, 26-1-2018", byline)).toEqual(["Anoniem", null, null, "2018-01-26"]);
  });

  it("may be cut once, at the last separator", () => {
    expect(parts("Ank - de Roo - griffier", { select: "h3", split: { by: " - ", at: "last" } })).toEqual([
      "Ank - de Roo",
      "griffier",
      null,
    ]);
  });

  it("may be read by a pattern's named groups", () => {
    const match = "Geschreven door (?P<author>.+?)(?: \\((?P<role>[^)]*)\\))? op (?P<publishedAt>.+)";
    expect(parts("Geschreven door Ank (arts) op 25 januari 2018 14:05", { select: "h3", match })).toEqual([
      "Ank",
      "arts",
      null,
      "2018-01-25T14:05:00+01:00",
    ]);
    expect(parts("Geschreven door Ank op 25 januari 2018", { select: "h3", match })).toEqual([
      "Ank",
      null,
      null,
      "2018-01-25",
    ]);
  });

  it("stands between a name in bold and a date, each with its own element", () => {
    const html =
      '<div class="h"><strong>R.H. Zwier</strong>, huisarts n.p., Zwolle <span>12-03-2017 14:23</span></div><p>Beste collega\'s,<br>…</p>';
    const comment = one(html, {
      byline: { select: ".h", remove: ["span"], split: ", ", into: ["author", "role", "place"] },
      publishedAt: ".h span",
      text: "p",
    });
    expect(comment).toMatchObject({
      author: "R.H. Zwier",
      role: "huisarts n.p.",
      place: "Zwolle",
      publishedAt: "2017-03-12T14:23:00+01:00",
      text: "Beste collega's,\n…",
    });
  });

  it("gives way to sources of their own", () => {
    const comment = one('<h3>Tess Blom / Auteur</h3><i title="Expertise">Journalist</i><p>x</p>', {
      byline: slash,
      role: "i",
      text: "p",
    });
    expect(comment).toMatchObject({ author: "Tess Blom", role: "Journalist" });
  });

  it("never loses or invents a letter", () => {
    const word = fc
      .string({
        unit: fc.constantFrom("a", "é", "/", ",", ".", "’", "B", "(", ")"),
        minLength: 1,
        maxLength: 8,
      })
      .filter((written) => written !== "/");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const text = words.join(" / ");
        const { author = "", role } = splitByline(text, " / ");
        expect(role === undefined ? author : `${author} / ${role}`).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe("an author", () => {
  it.each([
    ["Naam, ", "Naam"],
    ["Ank de Roo schreef:", "Ank de Roo"],
    ["Ramón dijo:", "Ramón"],
    ["harm says:", "harm"],
    ["Jan zegt", "Jan zegt"],
    ["...", "..."],
    ["@Van Dalfsen", "@Van Dalfsen"],
    ["null", null],
    [" ", null],
  ])("%j is read without what follows a name", (text, wanted) => {
    expect(one(`<cite>${text}</cite><p>x</p>`, { author: "cite", text: "p" }).author).toBe(wanted);
  });

  it("is not doubled by the alternative text of a portrait", () => {
    expect(
      one('<div class="a"><img class="avatar" alt="Tess Blom"> <a>Tess Blom</a></div><p>x</p>', {
        author: ".a",
        text: "p",
      }).author,
    ).toBe("Tess Blom");
  });

  it("who was deleted may be null, or what the page prints", () => {
    expect(one("<a>[verwijderd]</a><p>x</p>", { author: "a[href]", text: "p" }).author).toBeNull();
    expect(one("<a>[verwijderd]</a><p>x</p>", { author: "a", text: "p" }).author).toBe("[verwijderd]");
  });

  it("is marked as the article's by an element with or without text, or by a class", () => {
    const html = '<b>Tess</b><i class="badge"></i><p>x</p>';
    expect(one(html, { author: "b", text: "p", isArticleAuthor: ".badge" }).isArticleAuthor).toBe(true);
    expect(one(html, { author: "b", text: "p", isArticleAuthor: ".other" }).isArticleAuthor).toBe(false);
    expect(one(html, { author: "b", text: "p", isArticleAuthor: ":self.item" }).isArticleAuthor).toBe(true);
  });

  it("has a tooltip, but no badge, for a role", () => {
    const html =
      '<span class="name">Tess Blom</span><span class="expertise" title="Journalist zorg">J</span><span class="badge">Auteur</span><p>x</p>';
    const comment = one(html, {
      author: ".name",
      role: { select: ".expertise", attr: "title" },
      isArticleAuthor: ".badge",
      text: "p",
    });
    expect(comment).toMatchObject({ author: "Tess Blom", role: "Journalist zorg", isArticleAuthor: true });
  });
});

describe("a text", () => {
  const text = (html: string, more: Omit<BlockInput, "item"> = {}) =>
    one(`<b>Ank</b><div class="t">${html}</div>`, { author: "b", text: ".t", ...more }).text;

  it("has its paragraphs separated by a blank line, and its lines by a line break", () => {
    expect(text("<p>Een</p><p>twee<br>drie</p>\n<p> </p><p></p><p>vier</p>")).toBe("Een\n\ntwee\ndrie\n\nvier");
    expect(text("Beste collega's,<br>tekst<br /><br />nieuwe alinea")).toBe("Beste collega's,\ntekst\n\nnieuwe alinea");
  });

  it("never glues what only tags separate, and keeps what the publisher glued", () => {
    expect(text("<p>Ambtenaar 1.0Dit stuk</p><p>polarisatie.Ik</p>")).toBe("Ambtenaar 1.0Dit stuk\n\npolarisatie.Ik");
    expect(text("<div>een</div><div>twee</div>")).toBe("een\ntwee");
  });

  it("folds white space, also that of U+00A0, and rewrites no quotes or dashes", () => {
    expect(text("  ‘eerder\n groter&nbsp;dan” – kleiner.&nbsp;</p> ")).toBe("‘eerder groter dan” – kleiner.");
  });

  it("loses the lines that are boilerplate, and only whole lines", () => {
    const html =
      "<p>Goed.</p><p>Uw emailadres wordt enkel gebruikt door de redactie.</p><p>Advertentie</p><p>Een Advertentie is geen nieuws.</p>";
    expect(text(html, { boilerplate: ["Uw emailadres wordt enkel gebruikt.*", "Advertentie"] })).toBe(
      "Goed.\n\nEen Advertentie is geen nieuws.",
    );
  });

  it("that is nothing but boilerplate is null", () => {
    expect(text("<p>Advertentie</p>", { boilerplate: "Advertentie" })).toBeNull();
  });

  it("keeps quotes, and the alternative text of smileys but not of pictures", () => {
    expect(
      text(
        '<blockquote><p>Miep schreef: nee</p></blockquote><p>Ja <img class="wp-smiley" alt=":)"> <img alt="raad.jpg"></p>',
      ),
    ).toBe("Miep schreef: nee\n\nJa :)");
  });

  it("is read from all elements that match, each once", () => {
    expect(one("<b>Ank</b><p>een</p><div>stoort</div><p>twee</p>", { author: "b", text: "p" }).text).toBe(
      "een\n\ntwee",
    );
    expect(one("<b>Ank</b><div class=t>een <div class=t>twee</div></div>", { author: "b", text: ".t" }).text).toBe(
      "een\ntwee",
    );
    expect(one("<b>Ank</b><p>een</p><p>twee</p>", { author: "b", text: { select: "p", which: "last" } }).text).toBe(
      "twee",
    );
  });

  it("leaves out forms and buttons, unless they hold it", () => {
    expect(text("Ja.<button>Beantwoord</button><form><p>Uw naam</p></form>")).toBe("Ja.");
    expect(one("<form><b>Ank</b><div class=t>Ja.</div></form>", { author: "b", text: ".t" }).text).toBe("Ja.");
  });

  it("is all of the item without the named parts where it has no element of its own, even if it repeats the name", () => {
    const html = "<b>Ank</b><i>25 januari 2018</i> Ank vindt dit goed. Ank.";
    expect(one(html, { author: "b", text: { select: ":self", remove: ["b", "i"] } }).text).toBe(
      "Ank vindt dit goed. Ank.",
    );
  });

  it("of a visible comment with an author only is null, with a warning", () => {
    const reading = read("<div class=item><b>Ank</b><p></p></div>", { item: ".item", author: "b", text: "p" });
    expect(reading.comments[0]).toMatchObject({ author: "Ank", text: null, status: "visible" });
    expect(codes(reading)).toEqual(["comment-text-missing"]);
  });

  it("loses the mark of an edit, which gives the time of the edit", () => {
    const html = "Tekst <small>[Reactie gewijzigd door Ank op 25 januari 2018 13:06]</small>";
    const comment = one(`<b>Ank</b><div class="t">${html}</div>`, {
      author: "b",
      text: ".t",
      editMarker: "\\[Reactie gewijzigd door .* op (.+?)\\]",
    });
    expect(comment).toMatchObject({ text: "Tekst", editedAt: "2018-01-25T13:06:00+01:00" });
  });

  it("names the others that markup sets apart in it, as they stand there", () => {
    const html =
      '<b class="u">Ank</b><div class="t"><a class="u">@Miep</a>, <a class="u">@Joris</a> en <a class="u">@Miep</a></div>';
    expect(one(html, { author: "b", text: ".t", mentions: ".u" }).mentions).toEqual(["@Miep", "@Joris"]);
  });
});

describe("the status of a comment", () => {
  const block: BlockInput = {
    item: ".c",
    author: "b",
    text: "p",
    statuses: [
      { is: "banned", text: "^-weggejorist en opgerot-$" },
      { is: "removed", text: "^-weggejorist-$" },
      { is: "removed", select: "em.moderation" },
      { is: "hidden", select: ":self.laag" },
      { is: "skip", text: "^Pingback:" },
    ],
  };
  const c = (text: string, extra = "") => `<div class="c ${extra}"><b>Ank</b>${text}</div>`;

  it("comes from its text, its class or an element, and such comments keep their place without a text", () => {
    const html = [
      c("<p>-weggejorist-</p>"),
      c("<p>-weggejorist en opgerot-</p>"),
      c("<em class=moderation>Verwijderd</em><p>x</p>"),
      c("", "laag"),
      c("<p>Ja -weggejorist- nee</p>"),
    ].join("");
    const { comments, rendered, isComplete } = read(html, block);
    expect(comments.map(({ status, text }) => [status, text])).toEqual([
      ["removed", null],
      ["banned", null],
      ["removed", null],
      ["hidden", null],
      ["visible", "Ja -weggejorist- nee"],
    ]);
    expect([rendered, isComplete]).toEqual([5, true]);
  });

  it("may be that it is no comment, and then it is not counted", () => {
    expect(read(c("<p>Ja.</p>") + c("<p>Pingback: elders</p>"), block)).toMatchObject({
      rendered: 1,
      comments: [{ text: "Ja." }],
    });
  });

  it("is looked for in the whole item where no text was read", () => {
    const html = '<div class="c"><em>Deze reactie is verwijderd</em></div>';
    expect(read(html, { ...block, statuses: [{ is: "removed", text: "is verwijderd" }] }).comments[0]).toMatchObject({
      status: "removed",
      author: null,
      text: null,
    });
  });
});

describe("dates and votes", () => {
  const dated = (...dates: string[]) =>
    read(dates.map((date) => `<div class=c><b>Ank</b><i>${date}</i><p>x</p></div>`).join(""), {
      item: ".c",
      author: "b",
      publishedAt: "i",
      text: "p",
    });

  it("are read as printed, relative ones against the time of fetching", () => {
    const { comments } = dated(
      "25-01-18&nbsp;|&nbsp;14:05",
      "gisteren 14:05",
      "3 uur geleden",
      "do 25 jan. 2018 14:05",
    );
    expect(comments.map(({ publishedAt, publishedPrecision }) => [publishedAt, publishedPrecision])).toEqual([
      ["2018-01-25T14:05:00+01:00", "minute"],
      ["2018-01-25T14:05:00+01:00", "minute"],
      ["2018-01-26T08:00:00+01:00", "hour"],
      ["2018-01-25T14:05:00+01:00", "minute"],
    ]);
  });

  it("that are relative say so, and are not read where the site file forbids it", () => {
    const html =
      "<div class=c><b>Ank</b><i>gisteren 14:05</i><p>x</p></div><div class=c><b>Bo</b><i>25-1-2018</i><p>y</p></div>";
    const block: BlockInput = { item: ".c", author: "b", text: "p" };
    expect(codes(read(html, { ...block, publishedAt: "i" }))).toEqual(["comment-date-inferred"]);
    const strict = read(html, { ...block, publishedAt: { select: "i", relative: false } });
    expect(strict.comments.map(({ publishedAt }) => publishedAt)).toEqual([null, "2018-01-25"]);
    expect(codes(strict)).toEqual(["comment-date-unread"]);
  });

  it("that cannot be read, or lie ahead, are null and never now, with one warning for all", () => {
    const reading = dated("binnenkort", "31 februari 2018", "25 januari 2027", "25 januari 2018");
    expect(reading.comments.map(({ publishedAt, publishedText }) => [publishedAt, publishedText])).toEqual([
      [null, "binnenkort"],
      [null, "31 februari 2018"],
      [null, "25 januari 2027"],
      ["2018-01-25", "25 januari 2018"],
    ]);
    expect(reading.warnings).toEqual([
      {
        code: "comment-date-unread",
        field: "comments.publishedAt",
        message: '3 dates of comments could not be read, such as "binnenkort"',
      },
    ]);
  });

  it("that only tell of a change are not the date of writing", () => {
    expect(dated("Laatst gewijzigd op 26 januari 2018 09:12").comments[0]).toMatchObject({
      publishedAt: null,
      publishedText: null,
      editedAt: "2018-01-26T09:12:00+01:00",
    });
  });

  it("may stand in a machine's attribute beside a relative text", () => {
    const html = '<div class=c><span publicationdate="25-1-2018 14:05:00">3 jaar geleden</span><p>x</p></div>';
    expect(
      read(html, { item: ".c", text: "p", publishedAt: { select: "span", attr: "publicationdate" } }).comments[0]
        ?.publishedAt,
    ).toBe("2018-01-25T14:05:00+01:00");
  });

  it("are counted up and down, whatever the minus sign", () => {
    const html = '<i class="s">−2</i><i class="s">+5</i><p>x</p>';
    expect(
      one(html, { text: "p", votesDown: { select: ".s", which: "first" }, votesUp: { select: ".s", which: "last" } }),
    ).toMatchObject({ votesUp: 5, votesDown: 2 });
    expect(one("<i>\u22121</i><p>x</p>", { text: "p", score: "i" })).toMatchObject({ votesUp: null, votesDown: 1 });
    expect(one("<i>+1</i><p>x</p>", { text: "p", score: "i" })).toMatchObject({ votesUp: 1, votesDown: null });
    expect(one("<i>1.234 likes</i><p>x</p>", { text: "p", votesUp: "i" })).toMatchObject({
      votesUp: 1234,
      votesDown: null,
    });
    expect(
      one("<button score=1></button><p>x</p>", { text: "p", score: { select: "button", attr: "score" } }),
    ).toMatchObject({ votesUp: 1 });
    expect(one("<i>veel</i><p>x</p>", { text: "p", votesUp: "i" })).toMatchObject({ votesUp: null });
  });
});

describe("what the site file describes and a comment lacks", () => {
  const block: BlockInput = { item: ".c", author: "b", publishedAt: "i", text: "p" };
  const comment = (inner: string) => `<div class=c>${inner}</div>`;
  const whole = comment("<b>Ank</b><i>25-1-2018</i><p>x</p>");

  it("is null, with a warning: a class may have changed", () => {
    const reading = read(whole + comment("<b>Bo</b><p>y</p>") + comment("<i>25-1-2018</i><p>z</p>"), block);
    expect(reading.comments.map(({ author, publishedAt }) => [author, publishedAt])).toEqual([
      ["Ank", "2018-01-25"],
      ["Bo", null],
      [null, "2018-01-25"],
    ]);
    expect(codes(reading)).toEqual(["comment-date-missing", "comment-author-missing"]);
  });

  it("is no doubt where the comment is hidden or removed, or nothing was described", () => {
    const gone = { ...block, statuses: [{ is: "removed" as const, text: "^weg$" }] };
    expect(codes(read(whole + comment("<p>weg</p>"), gone))).toEqual([]);
    expect(codes(read(comment("<b>Ank</b><p>x</p>"), { item: ".c", author: "b", text: "p" }))).toEqual([]);
  });

  it("is no doubt in JSON that writes null, and one where its key is missing", () => {
    const json: BlockInput = {
      json: { state: "script", items: "list" },
      author: { json: "user.name" },
      publishedAt: { json: "at" },
      text: { json: "t" },
    };
    const state = (item: object) => `<script>{"list":[${JSON.stringify(item)}]}</script>`;
    expect(codes(read(state({ user: null, at: null, t: "x" }), json))).toEqual([]);
    expect(codes(read(state({ nick: "Ank", t: "x" }), json))).toEqual([
      "comment-author-missing",
      "comment-date-missing",
    ]);
  });
});

describe("microdata and RDFa of a comment", () => {
  it("are read within the comment, not from the reply in it", () => {
    const html = `<ul><li itemscope itemtype="http://schema.org/comment" itemprop="comment"><span itemprop="author" itemscope>Dhr. <span itemprop="name">Pim Oort</span></span>
      <time itemprop="dateCreated" content="2018-01-25T15:10:00+0100">25.01.2018, 15:10 uur</time><p itemprop="text">Een.</p>
      <ul><li itemscope itemtype="http://schema.org/comment" itemprop="comment"><p itemprop="text">Twee.</p></li></ul></li></ul>`;
    const { comments } = read(html, {
      item: "li[itemprop=comment]",
      author: { microdata: "author.name" },
      publishedAt: { microdata: "dateCreated" },
      text: { microdata: "text" },
    });
    expect(comments).toMatchObject([
      { author: "Pim Oort", publishedAt: "2018-01-25T15:10:00+01:00", text: "Een.", depth: 0 },
      { author: null, publishedAt: null, text: "Twee.", depth: 1 },
    ]);
  });
});
