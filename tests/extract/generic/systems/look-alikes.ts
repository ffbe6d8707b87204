import type { Voice } from "./voices.ts";

/** Parts of pages that systems put out beside an article, and that are no readers' comments. */
export interface LookAlike {
  readonly name: string;
  readonly language: string;
  readonly draw: (voice: Voice) => string;
}

const n = (v: Voice, draw: (name: string, text: string, k: number) => string): string =>
  v.names.map((name, k) => draw(name, v.texts[k]!.split("\n\n").at(-1)!, k)).join("\n");

export const lookAlikes: readonly LookAlike[] = [
  {
    name: "WordPress's widget of recent comments",
    language: "nl",
    draw: (v) =>
      `<div id="secondary" class="widget-area"><section id="recent-comments-2" class="widget widget_recent_comments"><h2 class="widget-title">Recente reacties</h2><ul id="recentcomments">${n(v, (name, _t, k) => `<li class="recentcomments"><span class="comment-author-link">${name}</span> op <a href="https://www.nl-bode.example/2024/05/0${k + 1}/iets/#comment-${k}">${v.prose[k % 3]!.slice(0, 40)}</a></li>`)}</ul></section></div>`,
  },
  {
    name: "the block of latest comments",
    language: "fr",
    draw: (v) =>
      `<div class="wp-block-group"><h2>Commentaires récents</h2><ol class="has-avatars has-dates has-excerpts wp-block-latest-comments">${n(v, (name, text, k) => `<li class="wp-block-latest-comments__comment"><article><footer class="wp-block-latest-comments__comment-meta"><a class="wp-block-latest-comments__comment-author" href="http://x.example">${name}</a> sur <a class="wp-block-latest-comments__comment-link" href="https://www.fr-bode.example/autre-${k}/#comment-${k}">${v.prose[0]!.slice(0, 30)}</a><time datetime="2024-05-1${k}T10:00:00+02:00" class="wp-block-latest-comments__comment-date">1${k} mai 2024</time></footer><div class="wp-block-latest-comments__comment-excerpt"><p>${text}</p></div></article></li>`)}</ol></div>`,
  },
  {
    name: "testimonials in a slider",
    language: "en",
    draw: (v) =>
      `<section class="elementor-testimonials"><h2>What our readers say</h2>${n(v, (name, text) => `<div class="elementor-testimonial"><div class="elementor-testimonial__text">${text}</div><cite class="elementor-testimonial__cite"><span class="elementor-testimonial__name">${name}</span><span class="elementor-testimonial__title">subscriber since 2019</span></cite></div>`)}</section>`,
  },
  {
    name: "a shop's reviews",
    language: "de",
    draw: (v) =>
      `<div id="reviews" class="woocommerce-Reviews"><div id="customer-reviews"><h2 class="woocommerce-Reviews-title">7 Bewertungen für Ruderboot</h2><ol class="reviewlist">${n(v, (name, text, k) => `<li class="review even" id="li-review-${k}"><div class="review_container" itemprop="review" itemscope itemtype="https://schema.org/Review"><div class="star-rating"><span>5 von 5</span></div><p class="meta"><strong class="woocommerce-review__author">${name}</strong> – <time datetime="2024-05-1${k}">1${k}. Mai 2024</time></p><div class="description"><p>${text}</p></div></div></li>`)}</ol></div></div>`,
  },
  {
    name: "reviews of a shop in a carousel, no schema",
    language: "nl",
    draw: (v) =>
      `<section class="klantbeoordelingen"><h3>Wat klanten zeggen</h3><div class="track">${n(v, (name, text, k) => `<div class="slide"><div class="stars">★★★★★</div><p>${text}</p><strong>${name}</strong><span>1${k} mei 2024</span></div>`)}</div></section>`,
  },
  {
    name: "embedded posts of a social network",
    language: "es",
    draw: (v) =>
      n(
        v,
        (name, text, k) =>
          `<blockquote class="twitter-tweet" data-lang="es"><p lang="es" dir="ltr">${text}</p>&mdash; ${name} (@x${k}) <a href="https://twitter.example/x/status/${k}">20 de mayo de 2024</a></blockquote>`,
      ),
  },
  {
    name: "posts without a script's class, with a button to answer",
    language: "en",
    draw: (v) =>
      `<div class="social-wall"><h3>On social media</h3>${n(v, (name, text, k) => `<div class="wall-item"><a href="https://social.example/@u${k}"><b>${name}</b> @u${k}</a> <a href="https://social.example/@u${k}/1${k}"><time datetime="2024-05-20T0${k}:00:00Z">20 May 2024</time></a><p>${text}</p><a href="https://social.example/@u${k}/1${k}">Reply</a></div>`)}</div>`,
  },
  {
    name: "a live ticker with authors",
    language: "de",
    draw: (v) =>
      `<section class="liveticker"><h2>Die Ereignisse im Ticker</h2>${n(v, (name, text, k) => `<article class="ticker-entry" id="entry-${k}50"><time datetime="2024-05-20T0${k + 1}:00:00+02:00">0${k + 1}:00 Uhr</time><span class="author">${name}</span><div class="body"><p>${text}</p></div></article>`)}</section>`,
  },
  {
    name: "a live blog named for posts",
    language: "en",
    draw: (v) =>
      `<div class="live-feed"><h2>Key events</h2>${n(v, (name, text, k) => `<div class="post" id="post-${k}900"><div class="post-time"><time datetime="2024-05-20T0${k}:10:00Z">0${k}.10 BST</time></div><p class="contributor">${name}</p><div class="post-body"><p>${text}</p><p>${v.prose[k % 3]}</p></div><a href="#post-${k}900">Share</a></div>`)}</div>`,
  },
  {
    name: "a page of the staff",
    language: "da",
    draw: (v) =>
      `<section class="team"><h2>Redaktionen</h2>${n(v, (name, text, k) => `<div class="team-member"><img alt="${name}"><h3>${name}</h3><p class="role">Redaktør siden 20${10 + k}</p><p>${text}</p><a href="mailto:x@x.example">Kontakt</a></div>`)}</section>`,
  },
  {
    name: "events",
    language: "fr",
    draw: (v) =>
      `<section class="agenda"><h2>Agenda</h2>${n(v, (name, text, k) => `<div class="vevent" itemscope itemtype="https://schema.org/Event"><time itemprop="startDate" datetime="2024-06-0${k + 1}T20:00">0${k + 1} juin 2024, 20 h</time><h3 itemprop="name">${name}</h3><p>${text}</p></div>`)}</section>`,
  },
  {
    name: "boxes about the authors",
    language: "it",
    draw: (v) =>
      `<div class="autori">${n(v, (name, text, k) => `<div class="author-box"><span class="author-name fn"><a href="/autore/${k}">${name}</a></span><div class="author-description"><p>${text}</p></div><span>Pubblicato il 1${k} maggio 2024</span></div>`)}</div>`,
  },
  {
    name: "related posts with bylines and excerpts",
    language: "en",
    draw: (v) =>
      `<div class="more-stories"><h3>You may also like</h3>${n(v, (name, text, k) => `<article class="post type-post" id="post-88${k}"><h4 class="entry-title"><a href="/2024/05/1${k}/other/">${v.prose[k % 3]!.slice(0, 50)}</a></h4><div class="entry-meta"><span class="author vcard"><a class="url fn n" href="/author/x">${name}</a></span> <time class="entry-date" datetime="2024-05-1${k}">May 1${k}, 2024</time> <a href="/2024/05/1${k}/other/#respond">${k + 2} comments</a></div><p>${text}</p></article>`)}</div>`,
  },
  {
    name: "opinion pieces below a heading with the word",
    language: "de",
    draw: (v) =>
      `<section class="kommentare-teaser"><h2>Kommentare</h2>${n(v, (name, text, k) => `<div class="item"><h3><a href="/meinung/${k}">${v.prose[k % 3]!.slice(0, 45)}</a></h3><p>Ein Kommentar von <b>${name}</b>, 1${k}. Mai 2024</p><p>${text}</p></div>`)}</section>`,
  },
  {
    name: "opinion pieces whose whole cards are links",
    language: "pl",
    draw: (v) =>
      `<section><h2>Opinie</h2>${n(v, (name, text, k) => `<a class="card-link" href="/opinie/${k}"><div class="opinia"><span class="autor">${name}</span><span class="data">1${k}.05.2024</span><p>${text}</p></div></a>`)}</section>`,
  },
  {
    name: "podcast episodes",
    language: "sv",
    draw: (v) =>
      `<section class="podd"><h2>Alla avsnitt</h2>${n(v, (name, text, k) => `<div class="episode"><span class="date">1${k} maj 2024</span><strong>${name}</strong><p>${text}</p><button>Lyssna</button> <button>Dela</button></div>`)}</section>`,
  },
  {
    name: "questions often asked",
    language: "pt",
    draw: (v) =>
      `<section class="faq" itemscope itemtype="https://schema.org/FAQPage"><h2>Perguntas e respostas</h2>${n(v, (name, text, k) => `<div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">${name}, 1${k} de maio de 2024?</h3><div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text">${text}</div></div></div>`)}</section>`,
  },
  {
    name: "an interview by questions",
    language: "es",
    draw: (v) =>
      `<div class="entrevista"><h2>Preguntas y respuestas</h2>${n(v, (name, text, k) => `<div class="pregunta"><strong>${name}</strong>: ${v.prose[k % 3]}</div><div class="respuesta"><strong>Ida Noorman</strong> (20${10 + k}): ${text}</div>`)}</div>`,
  },
  {
    name: "teasers of readers' letters",
    language: "de",
    draw: (v) =>
      `<section class="leserbriefe"><h2>Leserbriefe</h2>${n(v, (name, text, k) => `<div class="leserbrief-teaser"><h3><a href="/leserbriefe/${k}">${v.prose[k % 3]!.slice(0, 30)}</a></h3><span>${name}, 1${k}.05.2024</span><p>${text.slice(0, 60)}… <a href="/leserbriefe/${k}">mehr</a></p></div>`)}</section>`,
  },
  {
    name: "quotes of persons asked in the street",
    language: "nl",
    draw: (v) =>
      `<div class="straatgesprek">${n(v, (name, text, k) => `<figure class="quote"><img alt="${name}" src="q${k}.jpg"><blockquote><p>${text}</p></blockquote><figcaption>${name} (${30 + k}), Aalwijk</figcaption></figure>`)}</div>`,
  },
  {
    name: "what others wrote in a column of the board",
    language: "cs",
    draw: (v) =>
      `<div class="panel"><h3>Z diskuse</h3><ul>${n(v, (name, text, k) => `<li><a href="/forum/tema-${k}?post=${k}88"><b>${name}</b> <span>1${k}. 5. 2024</span><br>${text}</a></li>`)}</ul></div>`,
  },
  {
    name: "winners of a prize by year",
    language: "it",
    draw: (v) =>
      `<section><h2>Albo d'oro</h2><dl>${n(v, (name, text, k) => `<dt>${name} (20${10 + k})</dt><dd>${text}</dd>`)}</dl></section>`,
  },
  {
    name: "links back from other sites alone",
    language: "en",
    draw: (v) =>
      `<div id="comments" class="comments-area"><h2 class="comments-title">7 pings</h2><ol class="comment-list">${n(v, (name, text, k) => `<li id="comment-${k}90" class="pingback even thread-even depth-1"><div class="comment-body">Pingback: <a href="https://x.example/${k}" class="url" rel="ugc external nofollow">${name}: ${text.slice(0, 30)}</a></div></li>`)}</ol></div>`,
  },
  {
    name: "a section with a form only",
    language: "da",
    draw: (v) =>
      `<div id="comments" class="comments-area"><h2 class="comments-title">${v.count}</h2><p class="no-comments">Der er ingen kommentarer endnu.</p><div id="respond" class="comment-respond"><h3 id="reply-title">Skriv et svar</h3><p class="logged-in-as">Logget ind som <b>${v.names[0]}</b>. 20. maj 2024 kl. 10.00</p><form><p class="comment-form-comment"><label>Kommentar</label><textarea></textarea></p><p><button>${v.reply}</button></p></form><p>Husk vores debatregler: ${v.texts[0]}</p></div></div>`,
  },
  {
    name: "changes to the article",
    language: "sv",
    draw: (v) =>
      `<section class="andringar"><h2>Rättelser</h2>${n(v, (name, text, k) => `<div class="andring"><time datetime="2024-05-20T0${k + 1}:00:00+02:00">20 maj 2024 kl 0${k + 1}.00</time> <b>${name}</b><p>${text}</p></div>`)}</section>`,
  },
  {
    name: "recipes by readers on a portal",
    language: "pl",
    draw: (v) =>
      `<section class="przepisy"><h2>Przepisy czytelników</h2>${n(v, (name, text, k) => `<div class="przepis"><img alt="p" src="p${k}.jpg"><h4><a href="/przepis/${k}">${text.slice(0, 30)}</a></h4><span class="author">${name}</span> <span>1${k}.05.2024</span><p>${text}</p></div>`)}</section>`,
  },
];
