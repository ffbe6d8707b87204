import type { Told } from "../threads/thread.ts";
import { ago, br, clock, day, each, flat, iso, ps, type System } from "./thread.ts";

const kids = (told: Told, open: string, draw: (told: Told, k: number) => string, close: string): string =>
  told.children.length === 0 ? "" : `${open}${each(told.children, draw)}${close}`;
/** What stands between comments. */
const between = (k: number): string =>
  k === 2
    ? `<div class="ad-slot"><p>Advertentie</p></div>`
    : k === 4
      ? `<div class="promo-box"><a href="/abo">Abo</a></div>`
      : "";

/** Written last, with what pages have besides: advertisements, badges, counters, buttons for more. */
export const partE: readonly System[] = [
  {
    name: "WordPress with the author's badge, votes and an advertisement between",
    language: "nl",
    draw: (tops, v) => {
      const item = (c: Told, k: number): string =>
        `<li class="comment depth-${c.depth + 1}" id="comment-${c.id}"><div id="div-comment-${c.id}" class="comment-body"><div class="comment-author vcard"><img alt="" class="avatar"><cite class="fn">${c.name}</cite>${k === 1 ? '<span class="badge badge--author">Auteur</span>' : ""} <span class="says">zegt:</span></div><div class="comment-meta commentmetadata"><a href="#comment-${c.id}">${day(c, v)} om ${clock(c)}</a>&nbsp;&nbsp;<a class="comment-edit-link" href="#">(Bewerken)</a></div>${ps(c)}<div class="cld-like-dislike-wrap"><a class="cld-like-trigger"><i></i></a><span class="cld-like-count-wrap">${c.votes}</span></div><div class="reply"><a class="comment-reply-link" href="#">Beantwoorden</a></div></div>${kids(c, '<ul class="children">', item, "</ul>")}</li>${c.depth === 0 ? between(k) : ""}`;
      return `<div id="comments"><h3>7 reacties op “${v.title}”</h3><ol class="commentlist">${each(tops, item)}</ol><div class="navigation"><a href="/comment-page-1/#comments">Oudere reacties</a></div></div>`;
    },
  },
  {
    name: "a paper's own list with best and newest tabs, badges, more",
    language: "de",
    draw: (tops, v) => {
      const item = (c: Told, k: number): string =>
        `<div class="c-thread"><div class="c-entry" id="kommentar-${c.id}"><div class="c-entry__head"><span class="c-entry__user">${c.name}</span>${k === 0 ? '<span class="c-entry__badge">Abonnent</span>' : ""}<span class="c-entry__time">${ago(c, v)}</span></div>${c.answers === null ? "" : `<div class="c-entry__ref">Antwort auf <a href="#kommentar-1">${v.names[c.answers]}</a></div>`}<div class="c-entry__text"><p>${br(c)}</p></div><div class="c-entry__bar"><button>👍 ${c.votes}</button><button>👎 0</button><button>${v.reply}</button><button>Kommentar melden</button></div></div>${kids(c, '<div class="c-thread__answers">', item, "</div>")}</div>`;
      return `<section class="c-comments"><h2>Kommentare (7)</h2><div role="tablist"><button role="tab">Neueste</button><button role="tab">Beste</button></div>${each(tops, item)}<button>Weitere Kommentare laden</button></section>`;
    },
  },
  {
    name: "Disqus in its later clothes",
    language: "pt",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="post" id="post-${c.id}99"><div data-role="post-content" class="post-content"><div class="avatar hovercard"><a href="#" class="user"><img></a></div><div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color"><a href="#">${c.name}</a></span><span class="badge moderator label"><span>Mod</span></span></span><span class="post-meta"><a href="#" class="time-ago" title="segunda-feira, 20 de maio de 2024 ${clock(c)}">${ago(c, v)}</a></span></header><div class="post-body-inner"><div class="post-message-container"><div><div class="post-message">${ps(c)}</div></div></div><a class="see-more hidden" title="ver mais">ver mais</a></div><div class="comment__footer"><menu><li>${c.votes}</li><li class="reply"><a href="#"><span class="text">${v.reply}</span></a></li></menu></div></div></div><ul class="children">${each(c.children, item)}</ul></li>`;
      return `<div id="disqus_thread"><div class="nav"><span class="comment-count">7 comentários</span></div><ul id="post-list" class="post-list">${each(tops, item)}</ul><div class="load-more"><a>Carregar mais comentários</a></div></div>`;
    },
  },
  {
    name: "phpBB 3 with a signature, thanks and an edit notice",
    language: "es",
    isFlat: true,
    board: { url: "https://foro.barcas.example/viewtopic.php?t=9121", body: 'id="phpbb" class="nojs"' },
    draw: (tops, v) =>
      `<h2 class="topic-title"><a href="#">${v.title}</a></h2>${each(tops, (c, k) => `<div id="p${c.id}" class="post bg${(k % 2) + 1}"><div class="inner"><dl class="postprofile"><dt><a href="./memberlist.php?u=${k}" class="username-coloured">${c.name}</a></dt><dd class="profile-rank">Grumete</dd><dd class="profile-posts"><strong>Mensajes:</strong> 12${k}</dd><dd class="profile-joined"><strong>Registrado:</strong> 03 Ene 2011 12:00</dd></dl><div class="postbody"><div id="post_content${c.id}"><h3><a href="#p${c.id}">Re: ${v.title}</a></h3><p class="author"><span>por <strong><a class="username">${c.name}</a></strong> » </span>20 May 2024 ${clock(c)}</p><div class="content">${br(c)}</div><div class="notice">Última edición por <a class="username">${c.name}</a> el 20 May 2024 12:00, editado 1 vez en total.</div><div id="sig${c.id}" class="signature">Agua que no has de beber, déjala correr</div></div></div></div></div>`)}`,
  },
  {
    name: "Facebook-like, roles and labels for screen readers",
    language: "da",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div role="article" aria-label="Kommentar fra ${c.name}"><div class="x1"><div class="x2"><span class="x3"><a role="link" href="https://f.example/u${c.id}"><span dir="auto">${c.name}</span></a></span><div class="x4"><span dir="auto"><div dir="auto">${br(c)}</div></span></div></div><ul class="x5"><li><a role="link" href="#">${ago(c, v)}</a></li><li><div role="button">${v.like}</div></li><li><div role="button">${v.reply}</div></li></ul></div></div>${kids(c, '<div class="x6">', item, "</div>")}`;
      return `<div class="x0"><h3>7 kommentarer</h3>${each(tops, item)}</div>`;
    },
  },
  {
    name: "a regional paper: name in brackets behind the text",
    language: "de",
    isFlat: true,
    draw: (tops) =>
      `<div class="leserkommentare"><h3>Leserkommentare</h3>${each(tops, (c, k) => `<div class="lk">${ps(c)}<div class="lk-autor">von ${c.name}, 20.05.2024, ${clock(c)} Uhr</div><div><a href="#">Missbrauch melden</a></div></div>${between(k)}`)}</div>`,
  },
  {
    name: "Drupal 7 theme of a magazine: picture, name – date, permalink",
    language: "fr",
    draw: (tops) => {
      const item = (c: Told): string =>
        `<article class="comment odd" id="c-${c.id}" about="/comment/${c.id}" typeof="sioc:Post sioct:Comment"><header><p class="submitted"><span property="dc:date dc:created" content="${iso(c)}" datatype="xsd:dateTime" rel="sioc:has_creator"><span class="username" typeof="sioc:UserAccount" property="foaf:name">${c.name}</span> – lun, 20/05/2024 - ${clock(c)}</span></p><p class="permalink"><a href="/comment/${c.id}#c">Permalien</a></p></header><div class="comment-text"><span property="content:encoded">${ps(c)}</span></div><nav class="links"><ul><li><a href="/user/login">Identifiez-vous</a> ou <a href="/user/register">inscrivez-vous</a> pour publier un commentaire</li></ul></nav></article>${kids(c, '<div class="indented">', item, "</div>")}`;
      return `<section id="comments"><h2>Commentaires</h2>${each(tops, item)}</section>`;
    },
  },
  {
    name: "a list with letters' headings: name and town, no class",
    language: "sv",
    isFlat: true,
    draw: (tops, v) =>
      `<section><h2>Läsarnas kommentarer</h2>${each(tops, (c) => `<div><h4>${c.name}, Ålvik</h4><p><small>${day(c, v)}</small></p>${ps(c)}<p><a href="#svara">${v.reply}</a></p></div>`)}</section>`,
  },
  {
    name: "an application's list with nothing but tags",
    language: "it",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li><article><header><address>${c.name}</address><time datetime="${iso(c)}">${ago(c, v)}</time></header>${ps(c)}<footer><button>${v.reply}</button></footer></article>${kids(c, "<ol>", item, "</ol>")}</li>`;
      return `<section><h2>7 commenti</h2><ol>${each(tops, item)}</ol></section>`;
    },
  },
  {
    name: "an old portal: a table, grey bars of nick and date, text rows",
    language: "pl",
    isFlat: true,
    draw: (tops) =>
      `<h3>Komentarze (7)</h3><table width="100%" cellspacing="0">${each(tops, (c) => `<tr bgcolor="#eee"><td><b>${c.name}</b></td><td align="right">20.05.2024 ${clock(c)}</td></tr><tr><td colspan="2">${br(c)}</td></tr>`)}</table>`,
  },
  {
    name: "Isso-like in Czech with a line of answers folded",
    language: "cs",
    draw: (tops, v) =>
      `<div class="diskuse-obal"><h2>Diskuse (7)</h2>${each(flat(tops), (c) => `<div class="prispevek uroven-${c.depth}" id="prispevek-${c.id}"><div class="prispevek-hlava"><span class="jmeno">${c.name}</span><span class="cas">${day(c, v)} ${clock(c)}</span></div><div class="prispevek-telo">${ps(c)}</div><div class="prispevek-pata"><a>${v.reply}</a><a>${v.report}</a></div></div>`)}</div>`,
  },
];
