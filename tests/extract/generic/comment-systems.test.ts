import { describe, expect, test } from "vitest";
import { article, read, said } from "./page.ts";

const two = ["Mina Oord: Eindelijk, ik reed al die tijd om.", "Kees Blok: En de fietsers dan, wie denkt daaraan?"];

describe("comments are read from the markup of", () => {
  test("a WordPress theme, with replies within the comment they answer", () => {
    const html = article(`<div id="comments"><h2>2 reacties op “Brug weer open”</h2><ol class="comment-list">
<li id="comment-71" class="comment even thread-even depth-1 parent"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img alt="" src="a.png"><b class="fn">Mina Oord</b> <span class="says">schreef:</span></div><div class="comment-metadata"><a href="/stad/brug-weer-open-1234#comment-71"><time datetime="2024-05-19T10:11:00+02:00">19 mei 2024 om 10:11</time></a></div></footer><div class="comment-content"><p>Eindelijk, ik reed al die tijd om.</p></div><div class="reply"><a class="comment-reply-link" href="?replytocom=71#respond">Beantwoorden</a></div></article>
<ol class="children"><li id="comment-72" class="comment odd alt depth-2"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Kees Blok</b> <span class="says">schreef:</span></div><div class="comment-metadata"><time datetime="2024-05-19T11:00:00+02:00">19 mei 2024 om 11:00</time></div></footer><div class="comment-content"><p>En de fietsers dan, wie denkt daaraan?</p></div></article></li></ol></li></ol>
<div id="respond"><h3>Geef een reactie</h3><form><textarea></textarea></form></div></div>`);
    expect(said(html)).toEqual(two);
    const [first, second] = read(html).comments.value;
    expect(first).toMatchObject({
      publisherId: "71",
      depth: 0,
      parentKey: null,
      publishedAt: "2024-05-19T10:11:00+02:00",
    });
    expect(second).toMatchObject({ publisherId: "72", depth: 1, parentKey: first!.key });
  });

  test("a trade magazine: name and role in one heading, a hidden form in each comment", () => {
    const html =
      article(`<section class="c-comments"><h2>Reacties: 2</h2><p class="c-comments__login">U moet ingelogd zijn om te reageren.</p>
<div class="c-comment"><h3>Mina Oord / beleidsadviseur</h3><div class="c-comment__text"><p>Eindelijk, ik reed al die tijd om.</p></div><form hidden><small>Uw emailadres wordt enkel gebruikt om u te bereiken.</small></form></div>
<div class="c-comment"><h3>Kees Blok</h3><div class="c-comment__text"><p>En de fietsers dan, wie denkt daaraan?</p></div><form hidden><small>Uw emailadres wordt enkel gebruikt om u te bereiken.</small></form></div></section>`);
    expect(said(html)).toEqual(two);
    expect(read(html).comments.value.map((comment) => comment.role)).toEqual(["beleidsadviseur", null]);
  });

  test("an old list: number, strong name, private date attribute, votes", () => {
    const html =
      article(`<h3>2 reacties</h3><ol class="reacties"><li class="hidenum  "><span class="reactie-nummer">1</span><div><strong>Mina Oord</strong> <span class="tijdsverschil" publicationdate="2024-05-19T10:11:00+02:00">1 dag geleden</span><span class="reactie-saldo">3</span><span class="reactie-saldo">0</span></div><div class="reactie-body "><p>Eindelijk, ik reed al die tijd om.</p></div></li>
<li class="hidenum  "><span class="reactie-nummer">2</span><div><strong>Kees Blok</strong> <span class="tijdsverschil" publicationdate="2024-05-19T11:11:00+02:00">1 dag geleden</span><span class="reactie-saldo">0</span><span class="reactie-saldo">2</span></div><div class="reactie-body "><p>En de fietsers dan, wie denkt daaraan?</p></div></li></ol>`);
    expect(said(html)).toEqual(two);
  });

  test("Drupal 7 with RDFa, the answer in a box of its own after the comment", () => {
    const html =
      article(`<div id="comments" class="comment-wrapper"><h2 class="title">Reacties</h2><a id="comment-5"></a>
<div class="comment" about="/comment/5#comment-5" typeof="sioc:Post sioct:Comment"><div class="submitted"><span property="dc:date dc:created" content="2024-05-19T10:11:00+02:00" datatype="xsd:dateTime" rel="sioc:has_creator">Ingezonden door <span class="username" typeof="sioc:UserAccount" property="foaf:name">Mina Oord</span> op zo, 19/05/2024 - 10:11.</span></div><div class="content"><div class="field-item" property="content:encoded"><p>Eindelijk, ik reed al die tijd om.</p></div></div><ul class="links inline"><li><a href="/comment/reply/1/5">reageer</a></li></ul></div>
<div class="indented"><a id="comment-6"></a><div class="comment" about="/comment/6#comment-6" typeof="sioc:Post sioct:Comment"><div class="submitted"><span property="dc:date dc:created" content="2024-05-19T12:11:00+02:00">Ingezonden door <span class="username" property="foaf:name">Kees Blok</span> op zo, 19/05/2024 - 12:11.</span></div><div class="content"><div class="field-item" property="content:encoded"><p>En de fietsers dan, wie denkt daaraan?</p></div></div><ul class="links inline"><li><a href="/comment/reply/1/6">reageer</a></li></ul></div></div></div>`);
    expect(said(html)).toEqual(two);
    expect(read(html).comments.value.map((comment) => comment.depth)).toEqual([0, 1]);
  });

  test("microdata, the address of the type in lower case, a title outside the name", () => {
    const html =
      article(`<ul><li itemscope itemtype="http://schema.org/comment" itemprop="comment"><span itemprop="author" itemscope>Mevr. <span itemprop="name">Mina Oord</span></span><time content="2024-05-19T10:11:00+0200">19.05.2024, 10:11 uur</time><p itemprop="text">Eindelijk, ik reed al die tijd om.</p></li>
<li itemscope itemtype="http://schema.org/comment" itemprop="comment"><span itemprop="author" itemscope>Dhr. <span itemprop="name">Kees Blok</span></span><time content="2024-05-19T11:11:00+0200">19.05.2024, 11:11 uur</time><p itemprop="text">En de fietsers dan, wie denkt daaraan?</p></li></ul>`);
    expect(said(html)).toEqual(two);
    expect(read(html).comments.value[0]!.publishedAt).toBe("2024-05-19T10:11:00+02:00");
  });

  test("nested custom elements with votes and marks of a change", () => {
    const html =
      article(`<h2 class="reactionCount">Reacties <small>(2)</small></h2><div id="reactieContainer"><x-reaction id="r_101" class="reactie" data-reaction-id="101"><div class="reactieBody"><a class="userLink">Mina Oord</a> <a class="date">19 mei 2024 11:27</a><button class="moderation-button">+1</button><div class="reactieContent">Eindelijk, ik reed al die tijd om.<br><small>[Reactie gewijzigd door Mina op 19 mei 2024 13:06]</small></div></div>
<x-reaction id="r_102" class="reactie" data-reaction-id="102"><div class="reactieBody"><a class="userLink">Kees Blok</a> <a class="replyTo">@Mina Oord</a> <a class="date">19 mei 2024 12:00</a><div class="reactieContent">En de fietsers dan, wie denkt daaraan?</div></div></x-reaction></x-reaction></div>`);
    expect(read(html).comments.value.map((comment) => [comment.author, comment.depth])).toEqual([
      ["Mina Oord", 0],
      ["Kees Blok", 1],
    ]);
    expect(said(html)[1]).toBe(two[1]);
    expect(said(html)[0]).toMatch(/^Mina Oord: Eindelijk, ik reed al die tijd om\./);
  });

  test("a shock log: the name under the text, answers in the next element", () => {
    const html = article(
      `<section class="comments"><article class="comment" data-commentid="77"><div class="cmt-content"><p>Eindelijk, ik reed al die tijd om.</p></div><footer><span class="username">Mina Oord</span> <span class="datetime">19-05-24 | 14:09</span></footer></article><div class="subcomments"><article class="comment" data-commentid="78"><div class="cmt-content"><p>En de fietsers dan, wie denkt daaraan?</p></div><footer><span class="username">Kees Blok</span> <span class="datetime">19-05-24 | 15:09</span></footer></article></div></section>`,
    );
    expect(said(html)).toEqual(two);
    expect(read(html).comments.value.map((comment) => comment.depth)).toEqual([0, 1]);
  });

  test("an expert platform: function and town behind the name", () => {
    const html =
      article(`<h2>2 reacties</h2><div class="comment"><div class="comment__header"><strong>Mina Oord</strong>, huisarts n.p., Zwolle <span>19-05-2024 14:23</span></div><div class="comment__text">Eindelijk, ik reed al die tijd om.</div></div>
<div class="comment comment--author"><div class="comment__header"><strong>Kees Blok</strong>, wethouder, Oosterveen <span>19-05-2024 15:23</span></div><div class="comment__text">En de fietsers dan, wie denkt daaraan?</div></div>`);
    expect(said(html)).toEqual(two);
    expect(read(html).comments.value[0]!.role).toBe("huisarts n.p., Zwolle");
  });

  test("a page without any class, parted by rules", () => {
    const html = article(
      `<b>Reacties</b><p><b>Mina Oord</b> - wethouder, 19-5-2024 9.15 uur<br>Eindelijk, ik reed al die tijd om.<hr><b>Kees Blok</b>, 19-5-2024 10.15 uur<br>En de fietsers dan, wie denkt daaraan?<hr>`,
    );
    expect(said(html)).toEqual(two);
  });

  test("a definition list: the name in `dt`, the text in `dd`", () => {
    const html = article(
      `<h2>Reacties (2)</h2><dl class="x91"><dt>Mina Oord, 19 mei 2024 10:11</dt><dd><p>Eindelijk, ik reed al die tijd om.</p></dd><dt>Kees Blok, 19 mei 2024 11:11</dt><dd><p>En de fietsers dan, wie denkt daaraan?</p></dd></dl>`,
    );
    expect(said(html)).toEqual(two);
  });

  test("hashed class names", () => {
    const html =
      article(`<section><h2>2 reacties</h2><div class="_3xa9 f1q"><div class="_a1k"><div class="_z9 q2"><span class="_k2">Mina Oord</span><span class="_q0">19 mei 2024 10:11</span></div><div class="_m4"><p>Eindelijk, ik reed al die tijd om.</p></div><div class="_b7"><button>Beantwoorden</button><button>Vind ik leuk</button><span>3</span></div></div>
<div class="_a1k"><div class="_z9 q2"><span class="_k2">Kees Blok</span><span class="_q0">19 mei 2024 11:11</span></div><div class="_m4"><p>En de fietsers dan, wie denkt daaraan?</p></div><div class="_b7"><button>Beantwoorden</button><button>Vind ik leuk</button><span>0</span></div></div></div></section>`);
    expect(said(html)).toEqual(two);
  });

  test("wpDiscuz: buttons, counts and a tooltip around the text", () => {
    const item = (id: number, name: string, text: string) =>
      `<div id="wpd-comm-${id}_0" class="comment even thread-even depth-1 wpd-comment wpd_comment_level-1"><div class="wpd-comment-wrap wpd-blog-guest"><div class="wpd-comment-left"><div class="wpd-avatar"><img alt="${name}"></div></div><div id="comment-${id}" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-author">${name}</div><div class="wpd-comment-date" title="19 mei 2024 10:11"><i class="far fa-clock"></i> 1 dag geleden</div><div class="wpd-comment-share wpd-hidden">Deel</div></div><div class="wpd-comment-text"><p>${text}</p></div><div class="wpd-comment-footer"><div class="wpd-vote"><div class="wpd-vote-result">0</div></div><div class="wpd-reply-button"><span>Antwoorden</span></div></div></div></div></div>`;
    const html = article(
      `<div id="comments"><div class="wpd-thread-head"><div class="wpd-thread-info">2 Reacties</div></div><div class="wpd-thread-list">${item(11, "Mina Oord", "Eindelijk, ik reed al die tijd om.")}${item(12, "Kees Blok", "En de fietsers dan, wie denkt daaraan?")}</div></div>`,
    );
    expect(said(html)).toEqual(two);
  });

  test("date and likes in an element beside the comment", () => {
    const html = article(
      `<h3>Reacties</h3><div class="reactie"><div class="usernickname"><span>Mina Oord</span></div><p>Eindelijk, ik reed al die tijd om.</p></div><div class="reaksje_datum">19/05/24 <span class="like-count">3</span></div><div class="reactie"><div class="usernickname"><span>Kees Blok</span></div><p>En de fietsers dan, wie denkt daaraan?</p></div><div class="reaksje_datum">19/05/24 <span class="like-count">1</span></div>`,
    );
    expect(said(html)).toEqual(two);
  });
});

describe("the posts of a board are its comments", () => {
  const board = (posts: string, generator = "") =>
    `<!doctype html><html><head><title>Welke smeerolie? - Fietsforum</title>${generator}</head><body><h1>Welke smeerolie?</h1>${posts}</body></html>`;
  const where = { url: "https://www.fietsforum.example/viewtopic.php?t=99" };

  test("phpBB, with profiles and signatures", () => {
    const post = (id: number, name: string, text: string) =>
      `<div id="p${id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile${id}"><dt class="has-profile-rank"><a href="./memberlist.php?mode=viewprofile&u=2" class="username">${name}</a></dt><dd class="profile-rank">Wielrenner</dd><dd class="profile-posts"><strong>Berichten:</strong> <a href="#">1203</a></dd></dl><div class="postbody"><div id="post_content${id}"><h3><a href="#p${id}">Re: Welke smeerolie?</a></h3><p class="author">door <strong><a href="./memberlist.php?u=2" class="username">${name}</a></strong> » 19 mei 2024 10:1${id % 10}</p><div class="content">${text}</div><div id="sig${id}" class="signature">Altijd wind tegen</div></div></div></div></div><hr class="divider">`;
    const html = board(
      post(41, "Mina", "Ik zoek olie die tegen zout kan, wie weet raad?") +
        post(42, "Kees", "Gewone naaimachineolie, al dertig jaar goed."),
      `<meta name="generator" content="phpBB">`,
    );
    const all = [...read(html, where).body.value.map((block) => block.text), ...said(html, where)];
    expect(all.at(-1)).toBe("Kees: Gewone naaimachineolie, al dertig jaar goed.");
    expect(all.join("\n")).toContain("Ik zoek olie die tegen zout kan, wie weet raad?");
    expect(all.join("\n")).not.toMatch(/wind tegen|1203/);
  });
});
