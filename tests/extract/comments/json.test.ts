import { describe, expect, it } from "vitest";
import { ARTICLE_URL, type BlockInput, codes, pageOf, read, visit } from "./reading.ts";

const host = "https://www.waterkrant.example";
const fields: Omit<BlockInput, "json"> = {
  id: { json: "id" },
  author: { json: "user.username" },
  role: { json: "user.badge" },
  publishedAt: { json: "createdAt" },
  text: { json: "body" },
};
const node = (id: string, more: object = {}) => ({
  id,
  user: { username: `Naam ${id}` },
  createdAt: "2018-01-25T14:05:00.000Z",
  body: `<p>Tekst ${id}</p>`,
  ...more,
});
const ids = (reading: { comments: readonly { publisherId: string | null }[] }) =>
  reading.comments.map((each) => each.publisherId).join("");

describe("a JSON source with a cursor", () => {
  const coral: BlockInput = {
    ...fields,
    json: {
      url: "/api/{story}?after={cursor}",
      variables: { story: { select: "#coral_thread", attr: "data-story-id" } },
      items: "data.comments.edges[*].node",
      replies: "replies.edges[*].node",
      cursor: "data.comments.pageInfo.endCursor",
      hasMore: "data.comments.pageInfo.hasNextPage",
      total: "data.count",
    },
    statuses: [
      { is: "removed", json: "status", equals: "REJECTED" },
      { is: "hidden", json: "collapsed" },
    ],
    votesUp: { json: "actions.up" },
    isArticleAuthor: { json: "byAuthor" },
  };
  const article = '<div id="coral_thread" data-story-id="a/9 é"></div>';
  const story = `${host}/api/a%2F9%20%C3%A9?after=`;
  const answer = (nodes: object[], endCursor: string | null, more: object = {}) =>
    JSON.stringify({
      data: {
        count: 5,
        comments: {
          edges: nodes.map((each) => ({ node: each })),
          pageInfo: { endCursor, hasNextPage: endCursor !== null },
        },
      },
      ...more,
    });

  it("is asked page by page, with values from the article's page percent-encoded, replies following their parent", () => {
    const reading = visit(article, coral, {
      [story]: answer(
        [
          node("a", {
            replies: {
              edges: [{ node: node("b") }, { node: node("c", { replies: { edges: [{ node: node("d") }] } }) }],
            },
          }),
        ],
        "x=1&y",
      ),
      [`${story}x%3D1%26y`]: answer([node("e")], null),
    });
    expect(
      reading.comments.map(({ publisherId, depth, text, author, publishedAt }) => [
        publisherId,
        depth,
        text,
        author,
        publishedAt,
      ]),
    ).toEqual([
      ["a", 0, "Tekst a", "Naam a", "2018-01-25T14:05:00+00:00"],
      ["b", 1, "Tekst b", "Naam b", "2018-01-25T14:05:00+00:00"],
      ["c", 1, "Tekst c", "Naam c", "2018-01-25T14:05:00+00:00"],
      ["d", 2, "Tekst d", "Naam d", "2018-01-25T14:05:00+00:00"],
      ["e", 0, "Tekst e", "Naam e", "2018-01-25T14:05:00+00:00"],
    ]);
    expect(reading).toMatchObject({ source: "json", declared: 5, rendered: 5, isComplete: true, warnings: [] });
    expect(reading.asked[0]).toEqual({ url: story, as: "comments-json", method: "GET", body: null, headers: {} });
  });

  it("gives hidden and removed comments without text, nameless ones, and values of every type", () => {
    const reading = visit(article, coral, {
      [story]: answer(
        [
          node("a", { status: "REJECTED", user: null }),
          node("b", { collapsed: true }),
          node("c", { user: { username: null }, collapsed: false, actions: { up: 3 }, byAuthor: true }),
          node("d", { user: { username: 12345, badge: "" }, byAuthor: false }),
          node("e", { body: "Twee regels\nplatte tekst, a < b & c" }),
        ],
        null,
      ),
    });
    expect(
      reading.comments.map(({ status, author, role, text, votesUp, isArticleAuthor }) => [
        status,
        author,
        role,
        text,
        votesUp,
        isArticleAuthor,
      ]),
    ).toEqual([
      ["removed", null, null, null, null, false],
      ["hidden", "Naam b", null, null, null, false],
      ["visible", null, null, "Tekst c", 3, true],
      ["visible", "12345", null, "Tekst d", null, false],
      ["visible", "Naam e", null, "Twee regels\nplatte tekst, a < b & c", null, false],
    ]);
    expect(reading.isComplete).toBe(true);
  });

  it("stops at a cursor that comes again, with a warning", () => {
    const reading = visit(article, coral, {
      [story]: answer([node("a")], "x"),
      [`${story}x`]: answer([node("b")], "y"),
      [`${story}y`]: answer([node("c")], "x"),
    });
    expect(ids(reading)).toBe("abc");
    expect(codes(reading)).toContain("comment-pages-loop");
    expect(reading.isComplete).toBe(false);
  });

  it("is incomplete where it fails half-way, or leaves out replies", () => {
    expect(visit(article, coral, { [story]: answer([node("a")], "x") })).toMatchObject({
      isComplete: false,
      comments: [{ publisherId: "a" }],
    });
    const short: BlockInput = { ...fields, json: { url: "/c", items: "list", moreReplies: "replies.hasMore" } };
    const list = (hasMore: boolean) => ({
      [`${host}/c`]: JSON.stringify({ list: [node("a", { replies: { hasMore } })] }),
    });
    expect(visit("", short, list(false)).isComplete).toBe(true);
    expect(visit("", short, list(true)).isComplete).toBe(false);
  });

  it("whose page does not tell a variable is not asked, with a warning", () => {
    const reading = visit("<p>Artikel</p>", coral, {});
    expect(reading.asked).toEqual([]);
    expect(reading.isComplete).toBe(false);
    expect(reading.warnings).toMatchObject([
      { code: "comments-address-missing", message: expect.stringContaining("`{story}`") },
    ]);
  });

  it("is known from an empty one: no comments are complete, no list is not", () => {
    const empty = visit(article, coral, {
      [story]: JSON.stringify({ data: { count: 0, comments: { edges: [], pageInfo: {} } } }),
    });
    expect(empty).toMatchObject({
      comments: [],
      declared: 0,
      rendered: 0,
      isComplete: true,
      source: null,
      warnings: [],
    });
    const missing = visit(article, coral, {
      [story]: JSON.stringify({ errors: [{ message: "no such story" }], data: null }),
    });
    expect(missing).toMatchObject({ comments: [], rendered: null, isComplete: false, source: "json" });
    expect(codes(missing)).toEqual(["comments-page-failed"]);
  });
});

describe("a JSON source that answers something else", () => {
  const block: BlockInput = { ...fields, json: { url: "/c", items: "" } };
  const answered = (body: string, more: object = {}) =>
    visit("", block, { [`${host}/c`]: pageOf(`${host}/c`, body, more) });

  it.each(["<html><title>Privacy Gate</title></html>", "{broken", "", "null", "42", '"text"', '{"a":1}'])(
    "%j gives no comments, and a warning",
    (body) => {
      const reading = answered(body, { mediaType: "application/json" });
      expect(reading.comments).toEqual([]);
      expect(reading.isComplete).toBe(false);
      expect(codes(reading)).toEqual(["comments-page-failed"]);
    },
  );

  it("is no answer when its status is an error", () => {
    expect(answered(JSON.stringify([node("a")]), { status: 500 })).toMatchObject({ comments: [], isComplete: false });
  });

  it("may be guarded, or wrapped in a call", () => {
    const list = JSON.stringify([node("a")]);
    for (const body of [`)]}',\n${list}`, `while(1);${list}`, `\ufeff${list}`, `/**/cb_1(${list});`])
      expect(ids(answered(body))).toBe("a");
  });

  it("with keys that mean something to the language reaches no further than data", () => {
    const reading = answered(
      `[{"__proto__":{"id":"p"},"constructor":{"name":"x"},"body":"Tekst","user":{"__proto__":{"username":"Mallory"}}}]`,
    );
    expect(reading.comments).toMatchObject([{ publisherId: null, author: null, text: "Tekst" }]);
    expect(({} as Record<string, unknown>).username).toBeUndefined();
  });

  it("with things in its list that are no comments passes them over", () => {
    expect(ids(answered(JSON.stringify([null, 3, "x", node("a"), {}])))).toBe("a");
  });

  it("lets the next description try", () => {
    const reading = visit("<li><b>Ank</b><p>Ja.</p></li>", [block, { item: "li", author: "b", text: "p" }], {
      [`${host}/c`]: "<html></html>",
    });
    expect(reading).toMatchObject({ comments: [{ author: "Ank" }], source: "page", isComplete: true });
  });
});

describe("a JSON source with numbered pages", () => {
  const press: BlockInput = {
    id: { json: "id" },
    author: { json: "author_name" },
    publishedAt: { json: "date_gmt", timeZone: "UTC" },
    text: { json: "content.rendered" },
    nesting: { parent: { json: "parent" } },
    json: {
      url: "/wp-json/wp/v2/comments?post={id}&per_page=2&page={page}",
      items: "",
      pageSize: 2,
      totalHeader: "X-WP-Total",
    },
  };
  const item = (id: number, parent = 0) => ({
    id,
    parent,
    author_name: `Naam ${id}`,
    date_gmt: "2018-01-25T13:05:00",
    content: { rendered: `<p>Tekst ${id}<br />regel</p>\n` },
  });
  const url = (page: number) => `${host}/wp-json/wp/v2/comments?post=77&per_page=2&page=${page}`;

  it("is counted through, parents out of order, until a page is not full", () => {
    const reading = visit(
      "",
      press,
      { [url(1)]: JSON.stringify([item(3, 1), item(2)]), [url(2)]: JSON.stringify([item(1)]) },
      "77",
    );
    expect(
      reading.comments.map(({ publisherId, depth, text, publishedAt }) => [publisherId, depth, text, publishedAt]),
    ).toEqual([
      ["3", 1, "Tekst 3\nregel", "2018-01-25T13:05:00+00:00"],
      ["2", 0, "Tekst 2\nregel", "2018-01-25T13:05:00+00:00"],
      ["1", 0, "Tekst 1\nregel", "2018-01-25T13:05:00+00:00"],
    ]);
    expect(reading).toMatchObject({ isComplete: true, warnings: [] });
    expect(reading.asked).toHaveLength(2);
  });

  it("needs no page more where a header tells the total", () => {
    const reading = visit(
      "",
      press,
      { [url(1)]: pageOf(url(1), JSON.stringify([item(1), item(2)]), { headers: { "x-wp-total": ["2"] } }) },
      "77",
    );
    expect(reading).toMatchObject({ declared: 2, isComplete: true });
    expect(reading.asked).toHaveLength(1);
  });

  it("ends where a page beyond the last is an error, which is no failure", () => {
    const reading = visit(
      "",
      press,
      {
        [url(1)]: JSON.stringify([item(1), item(2)]),
        [url(2)]: pageOf(url(2), '{"code":"rest_post_invalid_page_number"}', { status: 400 }),
      },
      "77",
    );
    expect(reading).toMatchObject({ isComplete: true, warnings: [] });
  });

  it("ends where the same page comes again, whatever its number", () => {
    const same = JSON.stringify([item(1), item(2)]);
    const reading = visit("", press, { [url(1)]: same, [url(2)]: same, [url(3)]: same }, "77");
    expect(ids(reading)).toBe("12");
    expect(reading.asked).toHaveLength(2);
    expect(codes(reading)).toEqual(["comment-pages-loop"]);
  });

  it("is not asked without the article's id", () => {
    expect(visit("", press, {}).asked).toEqual([]);
  });

  it("may count by offset, or lead to its own next page", () => {
    const offset: BlockInput = { ...fields, json: { url: "/c?from={offset}", items: "list", pageSize: 2 } };
    const pages = {
      [`${host}/c?from=0`]: JSON.stringify({ list: [node("a"), node("b")] }),
      [`${host}/c?from=2`]: JSON.stringify({ list: [node("c")] }),
    };
    expect(ids(visit("", offset, pages))).toBe("abc");
    const linked: BlockInput = { ...fields, json: { url: "/c", items: "list", next: "next" } };
    const chain = {
      [`${host}/c`]: JSON.stringify({ list: [node("a")], next: "/c?2" }),
      [`${host}/c?2`]: JSON.stringify({ list: [node("b")], next: "/c" }),
    };
    expect(ids(visit("", linked, chain))).toBe("ab");
    expect(codes(visit("", linked, chain))).toEqual(["comment-pages-loop"]);
  });

  it("asks no more pages than allowed, and then is incomplete", () => {
    const pages = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [url(n + 1), JSON.stringify([item(2 * n + 1), item(2 * n + 2)])]),
    );
    const reading = visit("", { ...press, json: { ...press.json!, maxPages: 3 } }, pages, "77");
    expect(reading.comments).toHaveLength(6);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comment-pages-limit"]);
  });

  it("reads no more comments than a record could hold, on all pages together, and then is incomplete", () => {
    const linked: BlockInput = { text: { json: "t" }, json: { url: "/c", items: "list", next: "next" } };
    const list = (from: number) => Array.from({ length: 60_000 }, (_, at) => ({ t: `${from + at}` }));
    const chain = {
      [`${host}/c`]: JSON.stringify({ list: list(0), next: "/c?2" }),
      [`${host}/c?2`]: JSON.stringify({ list: list(60_000), next: "/c?3" }),
    };
    const reading = visit("", linked, chain);
    expect(reading.comments).toHaveLength(100_000);
    expect(reading.asked).toHaveLength(2);
    expect(reading.isComplete).toBe(false);
    expect(codes(reading)).toEqual(["comments-limit"]);
  }, 60_000);
});

describe("a JSON source that is posted to", () => {
  it("gets its values as JSON, and keeps braces of its own", () => {
    const block: BlockInput = {
      ...fields,
      json: {
        url: "/graphql",
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"query":"query q($id: ID!) { story(id: $id) { comments { nodes { id } } } }","variables":{"id":{id},"url":{url},"after":{cursor}}}',
        items: "data.story.comments.nodes",
        cursor: "data.story.comments.after",
      },
    };
    const body = (after: string) =>
      `{"query":"query q($id: ID!) { story(id: $id) { comments { nodes { id } } } }","variables":{"id":"a\\"9","url":"${ARTICLE_URL}","after":${after}}}`;
    const reading = visit(
      "",
      block,
      {
        [`${host}/graphql ${body("null")}`]: JSON.stringify({
          data: { story: { comments: { nodes: [node("a")], after: "k" } } },
        }),
        [`${host}/graphql ${body('"k"')}`]: JSON.stringify({
          data: { story: { comments: { nodes: [node("b")], after: null } } },
        }),
      },
      'a"9',
    );
    expect(ids(reading)).toBe("ab");
    expect(reading.asked[0]).toMatchObject({ method: "POST", headers: { "content-type": "application/json" } });
  });
});

describe("JSON of other shapes", () => {
  it("may stand in a script of the article's page, and then nothing is asked for", () => {
    const html = `<script id="state" type="application/json">{"comments":{"total":2,"list":{"k1":{"id":"a","body":"Een","at":1516885500000},"k2":{"id":"b","body":"Twee","at":1516885500}}}}</script>`;
    const reading = visit(
      html,
      {
        id: { json: "id" },
        text: { json: "body" },
        publishedAt: { json: "at" },
        json: { state: "#state", items: "comments.list", total: "comments.total" },
      },
      {},
    );
    expect(reading.comments.map(({ publisherId, publishedAt }) => [publisherId, publishedAt])).toEqual([
      ["a", "2018-01-25T14:05:00+01:00"],
      ["b", "2018-01-25T14:05:00+01:00"],
    ]);
    expect(reading).toMatchObject({ source: "json", declared: 2, isComplete: true, asked: [] });
  });

  it("may be the JSON-LD of the page, among other scripts of the kind", () => {
    const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
    const comment = {
      "@type": "Comment",
      text: "Goed stuk.",
      author: { name: "Pim Oort" },
      dateCreated: "2018-01-25T15:10:00+0100",
      upvoteCount: 3,
    };
    const block: BlockInput = {
      author: { json: "author.name" },
      publishedAt: { json: "dateCreated" },
      text: { json: "text" },
      votesUp: { json: "upvoteCount" },
      json: { state: "script[type='application/ld+json']", items: "comment", total: "commentCount" },
    };
    const article = (comments: unknown[]) =>
      ld({ "@type": "Organization" }) + ld({ "@type": "NewsArticle", commentCount: "1", comment: comments });
    expect(read(article([comment]), block)).toMatchObject({
      comments: [{ author: "Pim Oort", text: "Goed stuk.", publishedAt: "2018-01-25T15:10:00+01:00", votesUp: 3 }],
      declared: 1,
      isComplete: true,
      warnings: [],
    });
    expect(read(ld({ "@type": "Organization" }), block)).toMatchObject({
      comments: [],
      isComplete: null,
      source: null,
      warnings: [],
    });
  });

  it("may hold HTML with the comments in it", () => {
    const block: BlockInput = {
      item: ".c",
      author: "b",
      text: "p",
      json: { url: "/ajax?p={page}", html: "data.html", hasMore: "data.more" },
    };
    const html = (name: string) =>
      `<div class="c"><b>${name}</b><p>Tekst</p><div class="c"><b>${name} II</b><p>Antwoord</p></div></div>`;
    const reading = visit("", block, {
      [`${host}/ajax?p=1`]: JSON.stringify({ data: { html: html("Ank"), more: true } }),
      [`${host}/ajax?p=2`]: JSON.stringify({ data: { html: html("Bram"), more: false } }),
    });
    expect(reading.comments.map(({ author, depth }) => [author, depth])).toEqual([
      ["Ank", 0],
      ["Ank II", 1],
      ["Bram", 0],
      ["Bram II", 1],
    ]);
    expect(reading).toMatchObject({ source: "json", isComplete: true });
  });

  it("may hold rows of a table, without the table", () => {
    const block: BlockInput = { item: "tr", author: "th", text: "td", json: { url: "/ajax", html: "rows" } };
    const rows = "<tr><th>Ank</th><td>Ja.</td></tr><tr><th>Bram</th><td>Nee.</td></tr>";
    const reading = visit("", block, { [`${host}/ajax`]: JSON.stringify({ rows }) });
    expect(reading.comments.map(({ author, text }) => [author, text])).toEqual([
      ["Ank", "Ja."],
      ["Bram", "Nee."],
    ]);
  });

  it("has a text that is read as HTML, or as it stands, where the site file says so", () => {
    const page = { [`${host}/c`]: JSON.stringify([{ body: "a &lt; b <p>c</p> <a class=m>@Miep</a>" }]) };
    const block = (text: BlockInput["text"]): BlockInput => ({ text, mentions: ".m", json: { url: "/c", items: "" } });
    expect(visit("", block({ json: "body" }), page).comments[0]).toMatchObject({
      text: "a < b\n\nc\n\n@Miep",
      mentions: ["@Miep"],
    });
    expect(visit("", block({ json: "body", html: false }), page).comments[0]?.text).toBe(
      "a &lt; b <p>c</p> <a class=m>@Miep</a>",
    );
  });

  it("may nest replies thousands deep", () => {
    const open = Array.from({ length: 5000 }, (_, depth) => `{"id":"n${depth}","body":"x","replies":[`).join("");
    const body = `[${open}{"id":"last","body":"x"}${"]}".repeat(5000)}]`;
    const block: BlockInput = { ...fields, json: { url: "/c", items: "", replies: "replies" } };
    const reading = visit("", block, { [`${host}/c`]: body });
    expect(reading.comments).toHaveLength(5001);
    expect(reading.comments.at(-1)?.depth).toBe(5000);
  });
});

describe("a widget", () => {
  it.each([
    ['<div id="disqus_thread"></div>', "disqus", null],
    ['<div id="coral_thread" data-story-id="a-9"></div>', "coral", "a-9"],
    ['<span class="spot-im-replies-count" data-post-id="p1"></span>', "openweb", "p1"],
    ['<hyvor-talk-comments page-id="4"></hyvor-talk-comments>', "hyvor", "4"],
    ['<div id="commento" data-page-id="/x"></div>', "commento", "/x"],
    ['<div class="fb-comments" data-href="https://x.example/a"></div>', "facebook", "https://x.example/a"],
    ['<div id="remark42"></div>', "remark42", null],
    ['<section id="isso-thread" data-isso-id="/a"></section>', "isso", "/a"],
    ['<div id="cusdis_thread" data-page-id="9"></div>', "cusdis", "9"],
    ['<script src="https://giscus.app/client.js" data-term="t"></script>', "giscus", "t"],
    ['<div id="livefyre-comments"></div>', "livefyre", null],
  ])("%s is known, its comments are not read", (html, name, pageId) => {
    for (const blocks of [[], [{ declared: ".count", item: ".comment" }]]) {
      const reading = read(`<p>x</p><b class="count">5 reacties</b>${html}`, blocks);
      expect(reading).toMatchObject({ comments: [], source: `widget:${name}`, isComplete: false, rendered: null });
      expect(reading.declared).toBe(blocks.length === 0 ? null : 5);
      expect(reading.provenance.find((each) => each.field === "commentsSource")?.text).toBe(pageId);
    }
  });

  it("that the site file names is known by its own name", () => {
    const own: BlockInput = { widget: { name: "eigen", select: "#praat" } };
    expect(read('<div id="praat"></div>', own)).toMatchObject({
      source: "widget:eigen",
      isComplete: false,
      comments: [],
    });
    expect(read("<p>x</p>", own)).toMatchObject({ source: null, isComplete: null });
  });

  it("gives way to comments that stand in the page, or come from its JSON source", () => {
    const html = '<div id="disqus_thread"></div><li><b>Ank</b><p>Ja.</p></li>';
    expect(read(html, { item: "li", author: "b", text: "p" })).toMatchObject({ source: "page", isComplete: true });
    const source: BlockInput = { ...fields, json: { url: "/c", items: "" } };
    expect(visit('<div id="coral_thread"></div>', source, { [`${host}/c`]: "[]" })).toMatchObject({
      source: null,
      isComplete: true,
    });
  });
});
