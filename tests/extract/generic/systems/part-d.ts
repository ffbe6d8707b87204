import type { Told } from "../threads/thread.ts";
import { ago, br, clock, day, each, flat, iso, ps, type System } from "./thread.ts";

const kids = (told: Told, open: string, draw: (told: Told, k: number) => string, close: string): string =>
  told.children.length === 0 ? "" : `${open}${each(told.children, draw)}${close}`;

/** Written when the rules had been mended by the first three parts. */
export const partD: readonly System[] = [
  {
    name: "Kinja-like replies",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<article class="sc-1y8 reply js_reply" id="reply_${c.id}"><div class="sc-av"><a href="https://x.example/u${c.id}"><img alt=""></a></div><div class="sc-main"><div class="sc-by"><a href="https://x.example/u${c.id}" class="sc-name">${c.name}</a>${c.answers === null ? "" : ` <span class="sc-to">→ ${v.names[c.answers]}</span>`}</div><a class="sc-date js_meta-time" href="#reply_${c.id}"><time datetime="${iso(c)}">5/20/24 ${clock(c)}am</time></a><div class="sc-content">${ps(c)}</div><div class="sc-acts"><button>Reply</button> <span>${c.votes}</span></div></div>${kids(c, '<div class="sc-children">', item, "</div>")}</article>`;
      return `<section class="js_discussion-region"><h3>Discussion (7)</h3>${each(tops, item)}</section>`;
    },
  },
  {
    name: "Movable Type with individual paragraphs",
    language: "de",
    isFlat: true,
    draw: (tops) =>
      `<h2 id="comments">Kommentare (7)</h2>${each(tops, (c) => `<a name="c${c.id}"></a><div class="comments-item">${ps(c)}<p class="posted">Verfasst von: <a href="http://x.example" rel="nofollow">${c.name}</a> | 20.05.24 ${clock(c)}</p></div>`)}`,
  },
  {
    name: "an old guest book in a table, one row each",
    language: "nl",
    isFlat: true,
    draw: (tops, v) =>
      `<h3>Reacties op dit bericht</h3><table class="gb" width="100%">${each(tops, (c) => `<tr><td valign="top" width="25%"><b>${c.name}</b><br><small>${day(c, v)}<br>${clock(c)} uur</small></td><td>${br(c)}</td></tr>`)}</table>`,
  },
  {
    name: "cards of a component library, names in data attributes too",
    language: "pl",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="MuiCard-root MuiPaper-root css-1x" data-author="${c.name}" data-cy="post-${c.id}"><div class="MuiCardHeader-root"><div class="MuiCardHeader-avatar"><div class="MuiAvatar-root">${c.name[0]!.toUpperCase()}</div></div><div class="MuiCardHeader-content"><span class="MuiTypography-root MuiCardHeader-title">${c.name}</span><span class="MuiTypography-root MuiCardHeader-subheader">${ago(c, v)}</span></div></div><div class="MuiCardContent-root"><p class="MuiTypography-root MuiTypography-body2">${br(c)}</p></div><div class="MuiCardActions-root"><button class="MuiButton-root">${v.reply}</button><button class="MuiButton-root">${v.like} (${c.votes})</button></div>${kids(c, '<div class="MuiCollapse-root">', item, "</div>")}</div>`;
      return `<div class="MuiContainer-root"><h6 class="MuiTypography-h6">Dyskusja: 7 komentarzy</h6>${each(tops, item)}</div>`;
    },
  },
  {
    name: "chakra-like stacks without any word",
    language: "fr",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="chakra-stack css-1jjq5p5"><div class="chakra-stack css-84zodg"><span class="chakra-avatar css-3y"><div role="img" aria-label="${c.name}" class="chakra-avatar__initials">${c.name[0]!.toUpperCase()}</div></span><p class="chakra-text css-2ep">${c.name}</p><p class="chakra-text css-9zl">${ago(c, v)}</p></div><div class="chakra-text css-0">${ps(c)}</div><div class="chakra-stack css-17h"><button class="chakra-button">${v.reply}</button><button class="chakra-button">${c.votes}</button></div>${kids(c, '<div class="chakra-stack css-in">', item, "</div>")}</div>`;
      return `<section><h2 class="chakra-heading">Vos réactions (7)</h2><div class="chakra-stack">${each(tops, item)}</div></section>`;
    },
  },
  {
    name: "La Repubblica-like: nick, hour, text, thumbs",
    language: "it",
    isFlat: true,
    draw: (tops) =>
      `<div id="gs-social" class="gig-comments-container"><div class="gig-comments-header"><span class="gig-comments-count">7 commenti</span></div><div class="gig-comments-comments">${each(tops, (c) => `<div class="gig-comment" id="gig-c${c.id}" data-comment-id="${c.id}abc"><div class="gig-comment-self"><div class="gig-comment-self-wrapper"><div class="gig-comment-photo"></div><div class="gig-comment-self-data"><div class="gig-comment-header"><div class="gig-comment-header-left"><span class="gig-comment-username">${c.name}</span><span class="gig-comment-time">20 maggio 2024, ${clock(c)}</span></div></div><div class="gig-comment-data"><div class="gig-comment-body">${br(c)}</div></div><div class="gig-comment-footer"><div class="gig-comment-vote-total">+${c.votes}</div><div class="gig-comment-replyLink"><a>Rispondi</a></div><div class="gig-comment-shareLink">Condividi</div></div></div></div></div></div>`)}</div></div>`,
  },
  {
    name: "FAZ-like readers' opinions: title, name, time",
    language: "de",
    isFlat: true,
    draw: (tops) =>
      `<section class="js-lm"><h2 class="lm-Head">Lesermeinungen zu diesem Artikel (7)</h2>${each(tops, (c) => `<div class="lm-Item" id="LM_${c.id}"><h4 class="lm-Item_Titel"><a href="#LM_${c.id}">Zur Fähre</a></h4><p class="lm-Item_Info"><span>${c.name}</span> (faz${c.id % 100}) - 20.05.2024 - ${clock(c)} Uhr</p><div class="lm-Item_Text">${ps(c)}</div><p class="lm-Item_Fuss"><a href="#">Antworten</a> | <a href="#">Empfehlen (${c.votes})</a></p></div>`)}</section>`,
  },
  {
    name: "Aftonbladet-like: text before a foot of name and ago",
    language: "sv",
    isFlat: true,
    draw: (tops, v) =>
      `<div class="kommentarsfalt"><h2>7 kommentarer</h2>${each(tops, (c) => `<div class="kort"><div class="kort-text">${ps(c)}</div><div class="kort-fot"><img alt=""><span>${c.name}</span><span>${ago(c, v)}</span><button>${v.like} ${c.votes}</button><button>${v.reply}</button></div></div>`)}</div>`,
  },
  {
    name: "Ekstra-Bladet-like thread of sections, ids in data",
    language: "da",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<section class="nation-post" data-nid="${c.id}" data-parent-id="${c.answers === null ? "" : v.names.indexOf(v.names[c.answers]!) >= 0 ? 731_204 + c.answers * 13 : ""}"><header><b>${c.name}</b><i>${day(c, v)} kl. ${clock(c)}</i></header><div>${ps(c)}</div><footer><a>${v.reply}</a> <a>${v.report}</a> <span>${c.votes} synes om</span></footer></section>${each(c.children, item)}`;
      return `<div id="nationen"><h3>Læserne skriver (7 indlæg)</h3>${each(tops, item)}</div>`;
    },
  },
  {
    name: "blesk-like: number, nick, date with dots and spaces",
    language: "cs",
    isFlat: true,
    draw: (tops) =>
      `<div class="diskuze"><h2>Diskuse ke článku (7 příspěvků)</h2><ul>${each(tops, (c, k) => `<li><div class="hlavicka">${k + 1}. <strong>${c.name}</strong> <em>20.5.2024 v ${clock(c)}</em></div><div class="prispevek-obsah">${br(c)}</div><div class="paticka"><a href="#">Odpovědět</a> <a href="#">Nahlásit</a></div></li>`)}</ul></div>`,
  },
  {
    name: "a portal's message board: subject line links, author in brackets",
    language: "en",
    board: { url: "https://boards.ferry.example/viewtopic/9121" },
    isFlat: true,
    draw: (tops, v) =>
      `<h1>${v.title}</h1><div class="thread">${each(tops, (c, k) => `<div class="posting-wrap" id="msg-${c.id}"><div class="posting-head"><span class="nr">${k + 1}.</span> <span class="from">From: <b>${c.name}</b></span> <span class="sent">Sent: May 20, 2024 ${clock(c)}</span></div><div class="posting-text">${br(c)}</div><div class="posting-foot"><a href="#">Reply</a> <a href="#">Quote</a></div></div>`)}</div>`,
  },
  {
    name: "Drupal forum beneath a node, author pane left",
    language: "es",
    isFlat: true,
    draw: (tops) =>
      `<section id="comments" class="comment-wrapper"><h2>Comentarios</h2>${each(tops, (c, k) => `<a id="comment-${c.id}"></a><div id="post-${c.id}" class="forum-post clearfix"><div class="forum-post-info clearfix"><div class="forum-posted-on">20 Mayo, 2024 - ${clock(c)}</div><span class="forum-post-number"><a href="#comment-${c.id}">#${k + 1}</a></span></div><div class="forum-post-wrapper"><div class="forum-post-panel-sub"><div class="author-pane"><div class="author-pane-inner"><div class="author-pane-name-status author-pane-section"><div class="author-pane-line author-name"><span class="username">${c.name}</span></div><div class="author-pane-line author-offline">Desconectado</div></div><div class="author-pane-section"><div class="author-pane-line"><span class="author-pane-label">Se unió:</span> 03/01/2011</div></div></div></div></div><div class="forum-post-panel-main"><div class="forum-post-content"><div class="field field-name-comment-body"><div class="field-item even">${ps(c)}</div></div></div></div></div><div class="forum-post-footer"><ul class="links inline"><li><a href="/comment/reply/1/${c.id}">responder</a></li></ul></div></div>`)}</section>`,
  },
  {
    name: "Telegraaf-like with avatars of two letters and places",
    language: "nl",
    draw: (tops, _v) =>
      `<div class="ReactionList" data-element="reactions"><p class="ReactionList__title">Reacties <b>7</b></p>${each(
        flat(tops),
        (c) =>
          `<div class="ReactionList__item ReactionList__item--level${c.depth}"><div class="Reaction"><div class="Reaction__avatar">${c.name.slice(0, 1)}</div><div class="Reaction__body"><p class="Reaction__author">${c.name}</p><p class="Reaction__meta">20 mei 2024 om ${clock(c)}</p><p class="Reaction__text">${br(c)}</p><div class="Reaction__actions"><button>Reageer</button><button>${c.votes} likes</button></div></div></div></div>`,
      )}</div>`,
  },
  {
    name: "G1-like: name, time ago in HTML of lists",
    language: "pt",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="glbComentarios-lista-item" data-id="${c.id}"><div class="glbComentarios-cabecalho"><strong class="glbComentarios-nome">${c.name}</strong> <abbr class="glbComentarios-tempo" title="2024-05-20T${clock(c)}:00Z">${ago(c, v)}</abbr></div><p class="glbComentarios-texto">${br(c)}</p><div class="glbComentarios-acoes"><a>Responder</a> <a>Denunciar</a> <span>${c.votes}</span></div>${kids(c, '<ul class="glbComentarios-respostas">', item, "</ul>")}</li>`;
      return `<div class="glbComentarios"><h3>Comentários <span>(7)</span></h3><ul class="glbComentarios-lista">${each(tops, item)}</ul></div>`;
    },
  },
];
