import { describe, expect, test } from "vitest";
import { article, read, said } from "./page.ts";

const list = (...items: string[]) =>
  article(
    `<section id="comments"><h2>Reacties (${items.length})</h2><ol class="commentlist">${items.join("")}</ol></section>`,
  );
const head = (name: string, at = "19 mei 2024 10:11") =>
  `<cite class="fn">${name}</cite> <span class="date">${at}</span>`;
const other = `<li class="comment" id="comment-900">${head("Kees Blok", "19 mei 2024 11:11")}<p>En de fietsers dan, wie denkt daaraan?</p></li>`;

describe("of a comment", () => {
  test("buttons, votes and links to answer are no text", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<p>Eindelijk, ik reed al die tijd om.</p><div class="tools"><button>Beantwoorden</button><a href="#">Rapporteer</a><a href="#">Deel</a><span class="votes">+3</span><span>12</span></div></li>`,
      other,
    );
    expect(said(html)[0]).toBe("Mina Oord: Eindelijk, ik reed al die tijd om.");
  });

  test("paragraphs are parted by a blank line, a break within one is a space", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<div class="comment-content"><p>Eerst dit.<br>Dan dat.</p><p>Ten slotte nog iets.</p></div></li>`,
      other,
    );
    expect(said(html)[0]).toBe("Mina Oord: Eerst dit. Dan dat.\n\nTen slotte nog iets.");
  });

  test("a quoted comment is text, and its author is not this one's", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<div class="comment-content"><blockquote><cite>Kees Blok schreef:</cite><p>En de fietsers dan?</p></blockquote><p>Die rijden toch al over het spoor.</p></div></li>`,
      other,
    );
    const [first] = read(html).comments.value;
    expect(first!.author).toBe("Mina Oord");
    expect(first!.text).toContain("En de fietsers dan?");
    expect(first!.text).toContain("Die rijden toch al over het spoor.");
  });

  test("names stay verbatim: an e-mail address, a handle, figures, quotes, a comma", () => {
    for (const name of [
      "@mina_o",
      "jan@post.example",
      "4711",
      "“De Buurman”",
      "Oord, Mina",
      "wimjoost licht",
      "Gast",
    ]) {
      expect(
        read(
          list(`<li class="comment" id="comment-1">${head(name)}<p>Eindelijk, ik reed al die tijd om.</p></li>`, other),
        ).comments.value[0]!.author,
      ).toBe(name);
    }
  });

  test("a removed one is kept without its text", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<p>Deze reactie is verwijderd.</p></li>`,
      other,
    );
    expect(read(html).comments.value[0]).toMatchObject({ author: "Mina Oord", text: null, status: "removed" });
  });

  test.each([
    "[removed]",
    "Comment deleted.",
    "Removed by a moderator",
    "Verwijderd",
    "Kommentar gelöscht",
    "Entfernt. Bitte verzichten Sie auf Beleidigungen.",
    "Kommentaren är borttagen",
  ])("“%s” stands where a comment was", (text) => {
    const html = list(`<li class="comment" id="comment-1">${head("Mina Oord")}<p>${text}</p></li>`, other);
    expect(read(html).comments.value[0]).toMatchObject({ author: "Mina Oord", text: null, status: "removed" });
  });

  test.each([
    "Yes",
    "Prima.",
    "Verwijderde bomen komen niet terug.",
    "Removed the app, works fine now.",
    "Entfernte Verwandte habe ich auch.",
  ])("“%s” is a comment", (text) => {
    const html = list(`<li class="comment" id="comment-1">${head("Mina Oord")}<p>${text}</p></li>`, other);
    expect(read(html).comments.value[0]).toMatchObject({ author: "Mina Oord", text, status: "visible" });
  });

  test("a mark of a change is no text", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<p>Eindelijk, ik reed al die tijd om.</p><p>[Gewijzigd op 20 mei 2024 09:00]</p></li>`,
      other,
    );
    expect(said(html)[0]).toBe("Mina Oord: Eindelijk, ik reed al die tijd om.");
  });

  test("a time without a zone is a day where no zone is known", () => {
    const html = list(
      `<li class="comment" id="comment-1">${head("Mina Oord")}<p>Eindelijk, ik reed al die tijd om.</p></li>`,
      other,
    );
    const { zone: _, ...unplaced } = {
      zone: "x",
      url: "https://www.dagblad-voorbeeld.example/stad/brug-weer-open-1234",
    };
    expect(read(html, { ...unplaced, zone: undefined as never }).comments.value[0]!.publishedAt).toBe("2024-05-19");
    expect(read(html).comments.value[0]!.publishedAt).toBe("2024-05-19T10:11:00+02:00");
  });
});

describe("an answer is known by", () => {
  test("a class of depth", () => {
    const item = (id: number, depth: number) =>
      `<li class="comment depth-${depth}" id="comment-${id}">${head(`Lezer ${id}`)}<p>Dit is de mening van lezer nummer ${id}.</p></li>`;
    expect(
      read(list(item(1, 1), item(2, 2), item(3, 3), item(4, 1))).comments.value.map(({ depth, parentKey }) => [
        depth,
        parentKey,
      ]),
    ).toEqual([
      [0, null],
      [1, "c0"],
      [2, "c1"],
      [0, null],
    ]);
  });

  test("an attribute with its parent's number", () => {
    const item = (id: number, parent: string) =>
      `<li class="comment" id="comment-${id}" data-comment-id="${id}"${parent}>${head(`Lezer ${id}`)}<p>Dit is de mening van lezer nummer ${id}.</p></li>`;
    expect(
      read(list(item(11, ""), item(12, ""), item(13, ' data-parent-id="11"'))).comments.value.map(
        ({ depth, parentKey }) => [depth, parentKey],
      ),
    ).toEqual([
      [0, null],
      [0, null],
      [1, "c0"],
    ]);
  });

  test("its indent", () => {
    const item = (id: number, px: number) =>
      `<div class="reactie" style="margin-left: ${px}px">${head(`Lezer ${id}`)}<p>Dit is de mening van lezer nummer ${id}.</p></div>`;
    expect(
      read(article(`<h3>Reacties</h3><div>${item(1, 0)}${item(2, 20)}${item(3, 0)}</div>`)).comments.value.map(
        ({ depth }) => depth,
      ),
    ).toEqual([0, 1, 0]);
  });
});

describe("boards:", () => {
  const board = (posts: string, generator: string, path: string) =>
    [
      `<!doctype html><html lang="en"><head><title>Which oil? - Bike board</title><meta name="generator" content="${generator}"></head><body><h1>Which oil?</h1>${posts}</body></html>`,
      { url: `https://board.bike.example${path}` },
    ] as const;
  const told = ([html, where]: readonly [string, { url: string }]): string[] => {
    const reading = read(html, where);
    return [
      ...reading.body.value.map((block) => `${reading.authors.value[0]?.name}: ${block.text}`),
      ...said(html, where),
    ];
  };
  const both = [
    "Mina: I am looking for an oil that stands salt, any hints?",
    "Kees: Plain sewing machine oil, thirty years now.",
  ];

  test("vBulletin, a table or list of posts with profiles", () => {
    const post = (id: number, name: string, text: string) =>
      `<li class="postbitlegacy postbitim postcontainer old" id="post_${id}"><div class="posthead"><span class="postdate old"><span class="date">19 May 2024, <span class="time">10:1${id}</span></span></span><span class="nodecontrols"><a name="post${id}" href="showthread.php?t=9&p=${id}#post${id}" class="postcounter">#${id}</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline popupctrl" href="member.php?u=${id}"><strong>${name}</strong></a></div><span class="usertitle">Senior Member</span><dl class="userinfo_extra"><dt>Join Date</dt><dd>Jan 2009</dd><dt>Posts</dt><dd>1,203</dd></dl></div><div class="postbody"><div class="postrow"><div class="content"><div id="post_message_${id}"><blockquote class="postcontent restore">${text}</blockquote></div></div></div></div></div><div class="postfoot"><a href="newreply.php?do=newreply&p=${id}">Reply With Quote</a></div></li>`;
    expect(
      told(
        board(
          `<ol id="posts" class="posts">${post(1, "Mina", "I am looking for an oil that stands salt, any hints?")}${post(2, "Kees", "Plain sewing machine oil, thirty years now.")}</ol>`,
          "vBulletin 4.2",
          "/showthread.php?t=9",
        ),
      ),
    ).toEqual(both);
  });

  test("Discourse, as it is served to crawlers", () => {
    const post = (id: number, name: string, text: string) =>
      `<div id="post_${id}" itemscope itemtype="http://schema.org/Comment" itemprop="comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/u/${name}"><span itemprop="name">${name}</span></a></span><span class="crawler-post-infos"><time itemprop="datePublished" datetime="2024-05-19T10:1${id}:00Z" class="post-time">May 19, 2024, 10:1${id}am</time><span itemprop="position">${id}</span></span></div><div class="post" itemprop="text"><p>${text}</p></div><div itemprop="interactionStatistic"><span class="post-likes">2 Likes</span></div></div>`;
    expect(
      told(
        board(
          `<div itemscope itemtype="http://schema.org/DiscussionForumPosting">${post(1, "Mina", "I am looking for an oil that stands salt, any hints?")}${post(2, "Kees", "Plain sewing machine oil, thirty years now.")}</div>`,
          "Discourse 3.2",
          "/t/which-oil/9",
        ),
      ),
    ).toEqual(both);
  });

  test("an old board of tables", () => {
    const post = (id: number, name: string, text: string) =>
      `<tr><td class="row1" width="150" valign="top"><a name="${id}"></a><span class="name"><b>${name}</b></span><br><span class="postdetails">Joined: 04 Jan 2009<br>Posts: 1203</span></td><td class="row1"><table><tr><td><span class="postdetails">Posted: Sun May 19, 2024 10:1${id} am</span></td></tr><tr><td><hr></td></tr><tr><td><span class="postbody">${text}</span></td></tr></table></td></tr>`;
    expect(
      told(
        board(
          `<table class="forumline"><tr><th>Author</th><th>Message</th></tr>${post(1, "Mina", "I am looking for an oil that stands salt, any hints?")}${post(2, "Kees", "Plain sewing machine oil, thirty years now.")}</table>`,
          "phpBB",
          "/viewtopic.php?t=9",
        ),
      ),
    ).toEqual(both);
  });
});
