import { ago, broken, type Design, paragraphs, type Told, when } from "./thread.ts";

const nested = (thread: readonly Told[], draw: (told: Told) => string): string => thread.map(draw).join("\n");
const flat = (thread: readonly Told[]): Told[] => thread.flatMap((told) => [told, ...flat(told.children)]);

/** Further designs, written when the rules had been mended by both halves. */
export const halfC: readonly Design[] = [
  {
    name: "definition rows in a grid, name and date in one dt each",
    isFlat: true,
    draw: (thread, t) =>
      `<h3>${t.heading(6)}</h3>${thread.map((c) => `<dl class="row"><dt class="col-3">${c.name}<br><small>${when(c, t)}</small></dt><dd class="col-9">${paragraphs(c, t)}</dd></dl>`).join("")}`,
  },
  {
    name: "a portal's scripts: o- classes, level in a data attribute",
    draw: (thread, t) =>
      `<section class="o-thread" data-block="thread"><div class="o-thread__title">${t.heading(6)}</div>${flat(thread)
        .map(
          (c) =>
            `<div class="o-entry" data-level="${c.depth}" data-entry="${c.id}"><div class="o-entry__top"><span class="o-entry__person">${c.name}</span><span class="o-entry__moment">${when(c, t)}</span></div><div class="o-entry__content">${paragraphs(c, t)}</div><div class="o-entry__bottom"><button>${t.like} <b>${c.votes}</b></button><button>${t.reply}</button><button>${t.report}</button></div></div>`,
        )
        .join("")}</section>`,
  },
  {
    name: "avatar, bold link, dot, age, then text in one paragraph each",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<article><p><img src="a.png" alt=""> <a href="/@u${c.id}"><b>${c.name}</b></a> · <a href="#n${c.id}">${ago(c, t)}</a></p>${paragraphs(c, t)}<p><a href="#">${t.reply}</a> · <a href="#">${t.like}</a> · <a href="#">${t.report}</a></p>${c.children.length > 0 ? `<blockquote>${nested(c.children, item)}</blockquote>` : ""}</article>`;
      return `<section><h2>${t.heading(6)}</h2>${nested(thread, item)}</section>`;
    },
  },
  {
    name: "reactions of a weekly: name in capitals in a heading, date in a paragraph, editors' badge",
    isFlat: true,
    showsRoles: true,
    draw: (thread, t) =>
      `<div class="reader-comments"><h2>${t.heading(6)}</h2>${thread.map((c) => `<div class="reader-comment"><h5>${c.name}</h5>${c.role ? `<span class="reader-comment__badge">${c.role}</span>` : ""}<p class="reader-comment__date">${when(c, t)}</p><div class="reader-comment__body">${paragraphs(c, t)}</div></div>`).join("")}</div>`,
  },
  {
    name: "a board with the author's box behind the text",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://forum.sport.example/viewtopic.php?id=812",
      html: `<html lang="${t.language}"><head><title>${t.title} / Sportforum</title></head><body><h1>${t.title}</h1><div id="brdmain">${thread.map((c, k) => `<div id="p${c.id}" class="blockpost row${k % 2}"><h2><span><span class="conr">#${k + 1}</span> <a href="viewtopic.php?pid=${c.id}#p${c.id}">${when(c, t)}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postright"><h3>Re: ${t.title}</h3><div class="postmsg">${paragraphs(c, t)}</div></div><div class="postleft"><dl><dt><strong><a href="profile.php?id=${k}">${c.name}</a></strong></dt><dd class="usertitle"><strong>Member</strong></dd><dd>Registered: 2010-01-0${k + 1}</dd><dd>Posts: ${k}7</dd></dl></div></div></div><div class="inbox"><div class="postfoot clearb"><div class="postfootright"><ul><li class="postquote"><a href="post.php?qid=${c.id}">${t.reply}</a></li></ul></div></div></div></div></div>`).join("")}</div></body></html>`,
    }),
  },
  {
    name: "a plain ordered list, time in brackets before the name",
    isFlat: true,
    draw: (thread, t) =>
      `<h4>${t.heading(6)}</h4><ol>${thread.map((c) => `<li>[${when(c, t)}] <b>${c.name}</b>: ${broken(c, t)}</li>`).join("")}</ol>`,
  },
  {
    name: "spans in spans of a hosted service, kids in a list beside",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<li class="vf-item"><div class="vf-comment"><div class="vf-comment__head"><div class="vf-user"><span class="vf-user__pic">${c.name[0]}</span><span class="vf-user__link"><span>${c.name}</span></span></div><span class="vf-time"><time datetime="${c.at.toISOString()}">${ago(c, t)}</time></span></div><div class="vf-comment__content"><span><span>${broken(c, t)}</span></span></div><div class="vf-bar"><span class="vf-bar__n">${c.votes}</span><span class="vf-bar__do">${t.reply}</span></div></div></li>${c.children.length > 0 ? `<li class="vf-kids"><ul>${nested(c.children, item)}</ul></li>` : ""}`;
      return `<div class="vf-root"><span class="vf-count">${t.heading(6)}</span><ul class="vf-list">${nested(thread, item)}</ul></div>`;
    },
  },
  {
    name: "a section named in another language than the page's",
    isFlat: true,
    draw: (thread, t) =>
      `<div id="comentarios"><ul class="lista">${thread.map((c) => `<li class="opinion"><p class="autor"><strong>${c.name}</strong> <span class="fecha">${when(c, t)}</span></p><p class="texto">${broken(c, t)}</p></li>`).join("")}</ul></div>`,
  },
];
