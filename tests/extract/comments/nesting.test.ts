import { describe, expect, it } from "vitest";
import { type BlockInput, codes, read } from "./reading.ts";

const tree = (html: string, block: BlockInput) => {
  const { comments } = read(html, block);
  const authors = new Map(comments.map(({ key, author }) => [key, author]));
  return comments.map(({ author, depth, parentKey, text }) => [
    author,
    depth,
    parentKey === null ? null : authors.get(parentKey),
    text,
  ]);
};

describe("replies inside the comment they answer", () => {
  const press: BlockInput = {
    within: ".comment-list",
    item: "li.comment",
    id: { select: ":self", attr: "id", match: "comment-(\\d+)" },
    author: ".fn",
    text: ".comment-content",
  };
  const wordPress = `<ol class="comment-list"><li id="comment-11" class="comment even depth-1 parent"><article class="comment comment-body">
    <footer><b class="fn">Ank de Roo</b> <span class="says">schreef:</span></footer><div class="comment-content"><p>Eerste.</p></div><div class="reply">Beantwoorden</div></article>
    <ol class="children"><li id="comment-12" class="comment byuser depth-2"><article class="comment comment-body"><footer><b class="fn">Bram</b></footer><div class="comment-content"><p>Tweede.</p></div></article>
      <ol class="children"><li id="comment-13" class="comment depth-3"><article class="comment comment-body"><footer><b class="fn">Cor</b></footer><div class="comment-content"><p>Derde.</p></div></article></li></ol></li></ol></li>
    <li id="comment-14" class="comment depth-1"><article class="comment comment-body"><footer><b class="fn">Dirk</b></footer><div class="comment-content"><p>Vierde.</p></div></article></li></ol>`;
  const wanted = [
    ["Ank de Roo", 0, null, "Eerste."],
    ["Bram", 1, "Ank de Roo", "Tweede."],
    ["Cor", 2, "Bram", "Derde."],
    ["Dirk", 0, null, "Vierde."],
  ];

  it("are linked to it", () => {
    expect(tree(wordPress, press)).toEqual(wanted);
  });

  it("are found once where the selector finds both a comment and the element in it", () => {
    const reading = read(wordPress, { ...press, item: ".comment" });
    expect(tree(wordPress, { ...press, item: ".comment" })).toEqual(wanted);
    expect(reading.rendered).toBe(4);
    expect(codes(reading)).toEqual([]);
  });

  const elements = `<div id="reactieContainer"><x-reaction class="reactie" data-reaction-id="1"><div class="reactieBody"><a class="userLink">Roelof3</a> <a class="date">25 januari 2018 11:27</a>
    <div class="reactieContent">Ouder</div></div><x-reaction class="reactie" data-reaction-id="2"><div class="reactieBody"><div class="reactieContent">Kind zonder naam</div></div></x-reaction></x-reaction>
    <x-reaction class="reactie hidden" data-reaction-id="3"><div class="reactieBody">verborgen</div><x-reaction class="reactie" data-reaction-id="4"><div class="reactieBody"><a class="userLink">Miep</a><div class="reactieContent">Antwoord</div></div></x-reaction></x-reaction></div>`;
  const custom: BlockInput = {
    item: "x-reaction",
    id: { select: ":self", attr: "data-reaction-id" },
    author: ".userLink",
    publishedAt: ".date",
    text: ".reactieContent",
    statuses: [{ is: "hidden", select: ":self.hidden" }],
  };

  it("never lend their author or text to it, nor take those of the other", () => {
    const { comments } = read(elements, custom);
    expect(comments.map(({ publisherId, author, text, status }) => [publisherId, author, text, status])).toEqual([
      ["1", "Roelof3", "Ouder", "visible"],
      ["2", null, "Kind zonder naam", "visible"],
      ["3", null, null, "hidden"],
      ["4", "Miep", "Antwoord", "visible"],
    ]);
  });

  it("stay under a hidden comment that has no content of its own", () => {
    const { comments } = read(elements, custom);
    expect(comments[3]?.parentKey).toBe(comments[2]?.key);
  });

  it("do not enter the text of a parent whose text is the whole item", () => {
    const html = `<ul><li class="r">Een<ul><li class="r">Twee<ul><li class="r">Drie</li></ul></li></ul> en een</li></ul>`;
    expect(tree(html, { item: ".r", text: ":self" }).map((row) => row[3])).toEqual(["Een\n\nen een", "Twee", "Drie"]);
  });

  it("that lost their class do not become words of the comment they answer", () => {
    const html = `<ul><li class="r"><b>Ank</b><p>Een</p><ul><li><b>Bram</b><p>Twee</p></li></ul></li></ul>`;
    const reading = read(html, { item: ".r", author: "b", text: "p" });
    expect(reading.comments).toMatchObject([{ author: "Ank", text: null }]);
    expect(codes(reading)).toContain("comment-holds-another");
  });

  it("that lost their class lend nothing to the comment they answer", () => {
    const html = `<ul><li class="r"><b>Ank</b><p>Een</p><ul><li><b>Bram</b><i>trainer</i><u>26-1-2018</u><p>Twee</p></li></ul></li></ul>`;
    const reading = read(html, { item: ".r", author: "b", role: "i", publishedAt: "u", text: "p" });
    expect(reading.comments).toMatchObject([{ author: "Ank", role: null, publishedAt: null, publishedText: null }]);
  });

  it("of a comment without content do not answer each other", () => {
    const html = `<x-r><i></i><x-r><b>Ank</b><p>Een</p></x-r><x-r><b>Bram</b><p>Twee</p></x-r></x-r>`;
    const rows = tree(html, { item: "x-r", author: "b", text: "p" }).map((row) => row.slice(0, 3));
    const bare = tree(html.replace("<i></i>", ""), { item: "x-r", author: "b", text: "p" });
    expect(rows).toEqual([
      ["Ank", 0, null],
      ["Bram", 0, null],
    ]);
    expect(bare.map((row) => row.slice(0, 3))).toEqual(rows);
  });

  it("whose author is named in the text, or in a quote within it, keep their text", () => {
    const html = `<ul><li class="r"><b>Ank</b><p>Een <b>Bram</b></p><p>twee <b>Cor</b></p></li></ul>`;
    expect(read(html, { item: ".r", author: "b", text: "p" }).comments[0]?.text).toBe("Een Bram\n\ntwee Cor");
  });

  it("of a skipped item stand at the top, for who they answer is not known", () => {
    const html = `<ul><li class="r ping"><b>Ping</b><p>x</p><ul><li class="r"><b>Ank</b><p>Ja.</p></li></ul></li></ul>`;
    expect(tree(html, { item: ".r", skip: ".ping", author: "b", text: "p" })).toEqual([["Ank", 0, null, "Ja."]]);
  });

  it("in `<details>` trees are linked and do not leak upward", () => {
    const html = `<details class="CommentBox" open><summary><h3>Titel</h3><p class="by">Geplaatst 5 jan 2018 14:05 door <b>ank</b></p></summary><div class="f">Boven</div>
      <details class="CommentBox" open><summary><h3>Re: Titel</h3><p class="by">Geplaatst 6 jan 2018 9:10 door <b>bram</b></p></summary><div class="f">Onder</div></details></details>`;
    const block: BlockInput = {
      item: "details.CommentBox",
      author: ".by b",
      title: "h3",
      publishedAt: ".by",
      text: ".f",
    };
    expect(tree(html, block)).toEqual([
      ["ank", 0, null, "Boven"],
      ["bram", 1, "ank", "Onder"],
    ]);
    expect(read(html, block).comments.map(({ title, publishedAt }) => [title, publishedAt])).toEqual([
      ["Titel", "2018-01-05T14:05:00+01:00"],
      ["Re: Titel", "2018-01-06T09:10:00+01:00"],
    ]);
  });

  it("are not read from a template", () => {
    const html = `<div id="c"><template><div class="r"><b>{{naam}}</b><p>{{tekst}}</p></div></template><div class="r"><b>{{naam}}</b><p>x</p></div><div class="r"><b>Ank</b><p>Ja.</p></div></div>`;
    expect(tree(html, { item: ".r", author: "b", text: "p" })).toEqual([["Ank", 0, null, "Ja."]]);
  });
});

describe("replies in an element that follows the comment they answer", () => {
  const shock: BlockInput = {
    within: ".comments",
    item: "article.comment",
    author: ".username",
    text: ".cmt-content",
    nesting: { sibling: ".subcomments" },
  };
  const comment = (author: string, text = author.toUpperCase()) =>
    `<article class="comment"><div class="cmt-content"><p>${text}</p></div><footer><span class="username">${author}</span></footer></article>`;

  it("are linked to it, several levels deep, over comments, ids and white space between", () => {
    const html = `<section class="comments">${comment("a")}
      <!-- replies --> <a id="x"></a>
      <div class="subcomments">${comment("b")}<div class="subcomments">${comment("c")}</div>${comment("d")}</div>${comment("e")}</section>`;
    expect(tree(html, shock).map((row) => row.slice(0, 3))).toEqual([
      ["a", 0, null],
      ["b", 1, "a"],
      ["c", 2, "b"],
      ["d", 1, "a"],
      ["e", 0, null],
    ]);
  });

  it("are linked past what else belongs to the comment", () => {
    const html = `<div><div class="reactie"><b>Fedde</b><p>Een</p></div><div class="reaksje_datum">25/01/18</div><div class="geneste-reacties"><div class="reactie"><b>Geeske</b><p>Twee</p></div><div class="reaksje_datum">26/01/18</div></div></div>`;
    const block: BlockInput = {
      item: ".reactie",
      author: "b",
      text: "p",
      publishedAt: ":self + .reaksje_datum",
      nesting: { sibling: ".geneste-reacties" },
    };
    expect(tree(html, block)).toEqual([
      ["Fedde", 0, null, "Een"],
      ["Geeske", 1, "Fedde", "Twee"],
    ]);
    expect(read(html, block).comments.map((each) => each.publishedAt)).toEqual(["2018-01-25", "2018-01-26"]);
  });

  it("belong to nobody known where the comment before them is skipped", () => {
    const html = `<section class="comments">${comment("a")}<article class="comment gone"></article><div class="subcomments">${comment("b")}</div></section>`;
    expect(tree(html, { ...shock, skip: ".gone" }).map((row) => row.slice(0, 3))).toEqual([
      ["a", 0, null],
      ["b", 0, null],
    ]);
  });

  it("belong to nobody known where the comment before them is gone, or lost its class", () => {
    const rows = (html: string) => tree(html, shock).map((row) => row.slice(0, 3));
    const lost = comment("x").replace('"comment"', '"reply"');
    const nested = `<div class="subcomments">${comment("c")}</div>`;
    expect(rows(`<section class="comments">${comment("a")}<div class="subcomments">${nested}</div></section>`)).toEqual(
      [
        ["a", 0, null],
        ["c", 0, null],
      ],
    );
    expect(rows(`<section class="comments">${comment("a")}${lost}${nested}${comment("d")}</section>`)).toEqual([
      ["a", 0, null],
      ["c", 0, null],
      ["d", 0, null],
    ]);
  });

  it("in the Drupal manner, after a form that matches the body's selector", () => {
    const html = `<section id="comments"><h2>Reactie toevoegen</h2><form class="comment-form"><div class="field--name-comment-body">Hulptekst</div></form>
      <a id="comment-301"></a><article class="comment odd" about="/comment/301" typeof="schema:Comment"><footer><h6>Bram Veer | do, 25 januari 2018 - 14:05 <span property="schema:dateCreated" content="2018-01-25T13:05:00+00:00" class="hidden"></span></h6></footer>
      <div class="field--name-comment-body"><p property="schema:name"><a>Titel van reactie</a></p></div><div property="schema:text" class="field--name-comment-body"><p>Tekst.</p></div></article>
      <div class="indented"><article class="comment even" about="/comment/302"><footer><h6>Cor | vr, 26 januari 2018 - 9:00</h6></footer><div property="schema:text" class="field--name-comment-body"><p>Antwoord.</p></div></article></div></section>`;
    const { comments } = read(html, {
      item: "article.comment",
      id: { select: ":self", attr: "about", match: "(\\d+)$" },
      byline: { select: "h6", split: " | ", into: ["author", "publishedAt"] },
      publishedAt: { select: "[property='schema:dateCreated']", attr: "content" },
      title: "[property='schema:name']",
      text: "[property='schema:text']",
      nesting: { sibling: ".indented" },
    });
    expect(comments).toMatchObject([
      {
        publisherId: "301",
        author: "Bram Veer",
        title: "Titel van reactie",
        text: "Tekst.",
        publishedAt: "2018-01-25T13:05:00+00:00",
        depth: 0,
      },
      {
        publisherId: "302",
        author: "Cor",
        title: null,
        text: "Antwoord.",
        publishedAt: "2018-01-26T09:00:00+01:00",
        depth: 1,
      },
    ]);
  });
});

describe("replies that name the comment they answer", () => {
  const list = (...items: [id: string, parent: string, author: string][]) =>
    items
      .map(([id, parent, author]) => `<li data-id="${id}" data-parent="${parent}"><b>${author}</b><p>x ${id}</p></li>`)
      .join("");
  const block: BlockInput = {
    item: "li",
    id: { select: ":self", attr: "data-id" },
    author: "b",
    text: "p",
    nesting: { parent: { select: ":self", attr: "data-parent" } },
  };

  it("are linked by the id, also to one that comes later", () => {
    expect(tree(list(["2", "1", "b"], ["1", "", "a"], ["3", "2", "c"]), block).map((row) => row.slice(0, 3))).toEqual([
      ["b", 1, "a"],
      ["a", 0, null],
      ["c", 2, "b"],
    ]);
  });

  it("stand at the top, with a warning, where nobody has that id", () => {
    const reading = read(list(["1", "0", "a"], ["2", "99", "b"]), block);
    expect(reading.comments.map((each) => each.depth)).toEqual([0, 0]);
    expect(reading.warnings.map((each) => each.message)).toEqual([
      "comments answer 1 comments that are not there, such as `99`",
    ]);
  });

  it("stand at the top, with a warning, where they answer each other in a circle or themselves", () => {
    const reading = read(list(["1", "2", "a"], ["2", "1", "b"], ["3", "2", "c"], ["4", "4", "d"]), block);
    expect(reading.comments.map(({ depth, parentKey }) => [depth, parentKey !== null])).toEqual([
      [0, false],
      [0, false],
      [1, true],
      [0, false],
    ]);
    expect(codes(reading)).toEqual(["comment-parent-circle"]);
  });

  it("are linked by a number that only a script's call names", () => {
    const html = `<ol><li><i>#1</i><b>Joris</b><p>Een</p></li><li><i>#2</i><b>Klaas</b><p>Twee <span onmouseover="show('c 1 x')">@#1</span></p></li></ol>`;
    const numbered: BlockInput = {
      item: "li",
      id: { select: "i", match: "#(\\d+)" },
      author: "b",
      text: "p",
      nesting: { parent: { select: "span[onmouseover]", match: "@#(\\d+)" } },
    };
    expect(tree(html, numbered).map((row) => row.slice(0, 3))).toEqual([
      ["Joris", 0, null],
      ["Klaas", 1, "Joris"],
    ]);
  });
});

describe("replies known by their depth", () => {
  const list = (...depths: string[]) =>
    depths.map((depth, at) => `<li class="c ${depth}"><b>${"abcdef"[at]}</b><p>x</p></li>`).join("");

  it("answer the last comment before them that is less deep", () => {
    const block: BlockInput = {
      item: "li",
      author: "b",
      text: "p",
      nesting: { depth: { select: ":self", attr: "class", match: "depth-(\\d+)" } },
    };
    expect(
      tree(list("depth-1", "depth-2", "depth-3", "depth-2", "depth-1", "depth-3"), block).map((row) => row.slice(0, 3)),
    ).toEqual([
      ["a", 0, null],
      ["b", 1, "a"],
      ["c", 2, "b"],
      ["d", 1, "a"],
      ["e", 0, null],
      ["f", 1, "e"],
    ]);
  });

  it("are one deep where a class says only that they are replies", () => {
    const block: BlockInput = {
      item: "li",
      author: "b",
      text: "p",
      nesting: { depth: { select: ":self.indented", attr: "class" } },
    };
    expect(tree(list("", "indented", ""), block).map((row) => row[1])).toEqual([0, 1, 0]);
  });

  it("may be indented by a style", () => {
    const html =
      '<li style="margin-left: 0px"><p>a</p></li><li style="margin-left: 20px"><p>b</p></li><li style="margin-left:40.5px"><p>c</p></li>';
    const block: BlockInput = {
      item: "li",
      text: "p",
      nesting: { depth: { select: ":self", attr: "style", match: "margin-left:\\s*([\\d.]+)" } },
    };
    expect(tree(html, block).map((row) => row[1])).toEqual([0, 1, 2]);
  });
});

it("flat comments answer nobody, wherever they stand", () => {
  expect(
    tree("<div class=c><p>a</p><div class=c><p>b</p></div></div>", { item: ".c", text: "p", nesting: "flat" }).map(
      (row) => row[1],
    ),
  ).toEqual([0, 0]);
});
