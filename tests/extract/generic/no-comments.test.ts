import { describe, expect, test } from "vitest";
import { article, read } from "./page.ts";

const person = (name: string, date: string, text: string) =>
  `<div class="item"><strong>${name}</strong> <span class="date">${date}</span><p>${text}</p></div>`;

describe("what looks like comments and is none gives no comment:", () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      "a sidebar of recent comments on other articles",
      `<aside id="recent-comments-2" class="widget widget_recent_comments"><h3>Recente reacties</h3><ul id="recentcomments"><li class="recentcomments"><span class="comment-author-link">Mina</span> op <a href="/sport/uitslagen-99#comment-12">Uitslagen van zondag</a></li><li class="recentcomments"><span class="comment-author-link">Kees</span> op <a href="/stad/markt-98#comment-11">De markt verhuist</a></li></ul></aside>`,
    ],
    [
      "latest comments with their texts, in a column of no name",
      `<div class="kolom"><h3>Laatste reacties</h3><ul><li class="comment"><a class="author" href="/u/mina">Mina</a> <span class="date">19 mei 2024 10:11</span><p>Dat had ik al voorspeld voor de rust.</p><a href="/sport/uitslagen-99#comment-12">Uitslagen van zondag</a></li><li class="comment"><a class="author" href="/u/kees">Kees</a> <span class="date">19 mei 2024 09:11</span><p>De kaasboer staat dan in de wind.</p><a href="/stad/markt-98#comment-11">De markt verhuist</a></li></ul></div>`,
    ],
    [
      "testimonials",
      `<section class="testimonials"><h2>Wat lezers zeggen</h2><div class="testimonial"><blockquote>Al twintig jaar mijn vaste krant bij de koffie.</blockquote><cite>Mina Oord, Oosterveen</cite></div><div class="testimonial"><blockquote>De puzzels zijn elke zaterdag een feest.</blockquote><cite>Kees Blok, Westerveen</cite></div></section>`,
    ],
    [
      "embedded tweets",
      `<blockquote class="twitter-tweet"><p>De brug is open, mensen!</p>&mdash; Gemeente Oosterveen (@oosterveen) <a href="https://twitter.example/1">May 19, 2024</a></blockquote><blockquote class="twitter-tweet"><p>Eindelijk weer op tijd op mijn werk.</p>&mdash; Mina (@mina) <a href="https://twitter.example/2">May 19, 2024</a></blockquote>`,
    ],
    [
      "a live ticker",
      `<section class="liveticker"><h2>Live</h2>${person("Redactie", "19 mei 2024 10:11", "De eerste auto rijdt over de brug.")}${person("Jan Veer", "19 mei 2024 10:31", "De burgemeester knipt het lint door.")}${person("Jan Veer", "19 mei 2024 10:45", "De fanfare speelt het volkslied van de stad.")}</section>`,
    ],
    [
      "live updates as postings of schema.org",
      `<div class="updates">${["10:11", "10:31"].map((time) => `<article itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" id="post-${time.slice(3)}"><span itemprop="author">Jan Veer</span><time itemprop="datePublished" datetime="2024-05-19T${time}:00+02:00">${time}</time><p itemprop="articleBody">Er staat een file tot aan de rotonde.</p></article>`).join("")}</div>`,
    ],
    [
      "teasers with author, date and number of comments",
      `<section class="related"><h2>Meer over dit onderwerp</h2>${[1, 2, 3].map((n) => `<article class="post post-${n} teaser"><h3><a href="/stad/bericht-${n}">Bericht nummer ${n} over de stad</a></h3><span class="author">Jan Veer</span> <time datetime="2024-05-1${n}">1${n} mei 2024</time><p>De gemeente heeft weer iets besloten over het verkeer.</p><a class="comments-link" href="/stad/bericht-${n}#comments">${n} reacties</a></article>`).join("")}</section>`,
    ],
    [
      "opinion pieces that are called comments",
      `<section><h2>Kommentare</h2>${[1, 2].map((n) => `<div class="kommentar-teaser"><span class="author">Jan Veer</span><time datetime="2024-05-1${n}">1${n}.05.2024</time><h3><a href="/meinung/stueck-${n}">Warum die Brücke ${n} fehlt</a></h3><p>Ein Kommentar zur Lage der Stadt und ihrer Wege.</p></div>`).join("")}</section>`,
    ],
    [
      "a list of authors",
      `<section class="authors"><h2>Over de auteurs</h2><div class="author-card"><h4>Jan Veer</h4><p>Schrijft sinds 2009 over verkeer en water in de regio.</p></div><div class="author-card"><h4>Tess Blom</h4><p>Volgt sinds 2015 de gemeenteraad van Oosterveen.</p></div></section>`,
    ],
    [
      "questions and answers",
      `<section itemscope itemtype="https://schema.org/FAQPage"><h2>Veelgestelde vragen</h2>${["Mag ik er met een vrachtwagen over?", "Is de brug 's nachts verlicht?"].map((q) => `<div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">${q}</h3><div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><p itemprop="text">Ja, dat mag sinds 19 mei 2024 weer.</p></div></div>`).join("")}</section>`,
    ],
    [
      "product reviews",
      `<section class="reviews"><h2>Beoordelingen</h2>${["Mina", "Kees"].map((name) => `<div class="review" itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">${name}</span><time itemprop="datePublished" datetime="2024-05-01">1 mei 2024</time><p itemprop="reviewBody">Een stevige fietsbel met een vrolijke klank.</p></div>`).join("")}</section>`,
    ],
    [
      "an empty comment section with its form and rules",
      `<section id="comments" class="comments-area"><h2>Reacties</h2><p>Er zijn nog geen reacties.</p><div id="respond" class="comment-respond"><h3>Geef een reactie</h3><form class="comment-form"><p class="comment-notes">Je e-mailadres wordt niet gepubliceerd.</p><label>Naam</label><textarea></textarea></form></div></section>`,
    ],
    [
      "only a placeholder of a widget",
      `<div id="disqus_thread"></div><noscript>Zet JavaScript aan voor de reacties.</noscript><a href="#disqus_thread">3 reacties</a>`,
    ],
    [
      "other pages' links back",
      `<ol class="commentlist"><li class="pingback" id="comment-8"><p>Pingback: <a href="https://elders.example/">Elders</a></p></li><li class="comment" id="comment-9"><cite class="fn"><a href="https://elders.example/">Elders over bruggen</a></cite> <time datetime="2024-05-19">19 mei 2024</time><p>[…] De brug over de Vliet is weer open […]</p></li></ol>`,
    ],
    [
      "the editors' contacts at the foot",
      `<footer><h3>Reacties</h3><div><b>Hoofdredactie</b> sinds 1 mei 2009<p>Tel. 0123 456789, postbus 12, Oosterveen.</p></div><div><b>Advertenties</b> sinds 1 mei 2011<p>Tel. 0123 456780, postbus 13, Oosterveen.</p></div></footer>`,
    ],
    ["nothing at all", ""],
  ];
  test.each(cases)("%s", (_name, below) => {
    expect(read(article(below)).comments.value.map(({ author, text }) => `${author}: ${text}`)).toEqual([]);
  });

  test("letters within an article's own text stay its text", () => {
    const html = article(
      "",
      `<h2>Reacties van lezers op straat</h2><p><strong>Mina</strong> vindt het goed dat de brug weer open is, zegt zij op de markt van Oosterveen.</p><p><strong>Kees</strong> wacht liever op het fietspad, want dat is er volgens hem nog altijd niet.</p>`,
    );
    expect(read(html).comments.value).toEqual([]);
  });
});

test("comments are kept out of the article's text, however much longer they are", () => {
  const items = Array.from(
    { length: 30 },
    (_, k) =>
      `<li id="comment-${k + 1}" class="comment"><cite class="fn">Lezer ${k}</cite><time datetime="2024-05-19T10:${10 + k}:00+02:00">10:${10 + k}</time><p>Dit is een lange mening over bruggen in het algemeen en over deze brug in het bijzonder, nummer ${k}.</p></li>`,
  ).join("");
  const reading = read(article(`<ol class="commentlist">${items}</ol>`));
  expect(reading.comments.value).toHaveLength(30);
  expect(reading.body.value.map((block) => block.text).join(" ")).not.toContain("mening over bruggen");
  expect(reading.body.value).toHaveLength(3);
});
