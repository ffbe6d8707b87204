import { ago, broken, type Design, paragraphs, type Told, when } from "./thread.ts";
import type { Tongue } from "./tongues.ts";

const nested = (thread: readonly Told[], draw: (told: Told) => string): string => thread.map(draw).join("\n");
const flat = (thread: readonly Told[]): Told[] => thread.flatMap((told) => [told, ...flat(told.children)]);

/** The designs that were looked at while the rules were made. */
export const halfA: readonly Design[] = [
  {
    name: "hashed class names, ages, buttons with pictures",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="_1kQ9z"><div class="_7fYx2"><img class="_a0" src="/u/${c.id}.png" alt=""><span class="_3Rt">${c.name}</span>${c.role ? `<span class="_9Bd">${c.role}</span>` : ""}<span class="_4Tm" title="${c.at.toISOString()}">${ago(c, t)}</span></div><div class="_6Tx">${paragraphs(c, t)}</div><div class="_0Ac"><button><svg></svg>${c.votes}</button><button>${t.reply}</button><button>${t.report}</button></div>${c.children.length > 0 ? `<div class="_5Ch">${nested(c.children, item)}</div>` : ""}</div>`;
      return `<section class="_2Sec"><h2 class="_8Hd">${t.heading(6)}</h2><button>${t.write}</button><div class="_1Ls">${nested(thread, item)}</div><button>${t.more}</button></section>`;
    },
    showsRoles: true,
  },
  {
    name: "utility classes alone",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<li class="flex gap-3 py-4 border-b ${["", "ml-8", "ml-16"][c.depth]}"><div class="shrink-0 w-10 h-10 rounded-full bg-slate-200 text-center">${c.name[0]}</div><div class="grow min-w-0"><div class="flex items-center gap-2 text-sm"><span class="font-semibold text-slate-900">${c.name}</span><time class="text-slate-500" datetime="${c.at.toISOString()}">${ago(c, t)}</time>${c.isEdited ? `<span class="italic">${t.edited}</span>` : ""}</div><div class="mt-1 text-base leading-6">${paragraphs(c, t)}</div><div class="mt-2 flex gap-4 text-xs"><button>👍 ${c.votes}</button><button>${t.reply}</button></div></div></li>`;
      return `<div class="max-w-2xl mx-auto mt-12"><h3 class="text-xl font-bold">${t.heading(6)}</h3><ul class="mt-6">${flat(thread).map(item).join("")}</ul></div>`;
    },
  },
  {
    name: "a definition list, answers one list deeper",
    draw: (thread, t) => {
      const list = (items: readonly Told[]): string =>
        `<dl>${items.map((c) => `<dt><b>${c.name}</b>, ${when(c, t)}</dt><dd>${paragraphs(c, t)}${c.children.length > 0 ? list(c.children) : ""}</dd>`).join("")}</dl>`;
      return `<h3>${t.heading(6)}</h3>${list(thread)}`;
    },
  },
  {
    name: "a table, name and date in the left cell",
    isFlat: true,
    draw: (thread, t) =>
      `<h2>${t.heading(6)}</h2><table width="100%" cellpadding="4">${thread.map((c) => `<tr valign="top"><td width="120"><b>${c.name}</b><br><small>${when(c, t)}</small></td><td>${broken(c, t)}<br><a href="#r${c.id}">${t.reply}</a></td></tr>`).join("")}</table>`,
  },
  {
    name: "custom elements with the author in an attribute",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<site-comment thing="t1_${c.id}" depth="${c.depth}" author="${c.name}"><div slot="head"><a href="/user/${c.id}">${c.name}</a> · <time datetime="${c.at.toISOString()}">${ago(c, t)}</time></div><div slot="comment" class="md">${paragraphs(c, t)}</div><div slot="actions"><span>${c.votes}</span><a href="#">${t.reply}</a><a href="#">${t.report}</a></div>${nested(c.children, item)}</site-comment>`;
      return `<site-comment-tree>${nested(thread, item)}</site-comment-tree>`;
    },
  },
  {
    name: "a hosted widget's markup, kept in the page",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<li class="post" id="post-${c.id}"><div class="post-content"><div class="indicator"></div><div class="avatar hovercard"><a class="user" href="#"><img alt="Avatar"></a></div><div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color">${c.name}</span>${c.answers === null ? "" : `<span><a href="#" class="parent-link"><i class="icon-forward"></i> ${t.names[c.answers]}</a></span>`}</span><span class="post-meta"><span class="bullet time-ago-bullet">•</span><a class="time-ago" title="${c.at.toUTCString()}">${ago(c, t)}</a></span></header><div class="post-body-inner"><div class="post-message-container"><div class="post-message">${paragraphs(c, t)}</div></div></div><footer class="comment__footer"><ul><li class="voting"><a class="vote-up"><span class="count">${c.votes}</span></a></li><li class="reply"><a>${t.reply}</a></li></ul></footer></div></div><ul class="children">${nested(c.children, item)}</ul></li>`;
      return `<div id="disqus_thread"><section id="conversation"><ul id="post-list" class="post-list">${nested(thread, item)}</ul></section></div>`;
    },
  },
  {
    name: "a newsroom's own system with badges and depth in the class",
    showsRoles: true,
    draw: (thread, t) =>
      `<div id="coral_thread" class="coral"><div class="coral-counter">${t.heading(6)}</div>${flat(thread)
        .map(
          (c) =>
            `<div class="coral coral-indent-${c.depth}"><article class="coral coral-comment" id="comment-${c.id}"><div class="coral-comment-header"><button class="coral-username coral-comment-username">${c.name}</button>${c.role ? `<span class="coral-userTag badge">${c.role}</span>` : ""}<button class="coral-timestamp coral-comment-timestamp"><time datetime="${c.at.toISOString()}">${ago(c, t)}</time></button>${c.isEdited ? `<span class="coral-edited">${t.edited}</span>` : ""}</div><div class="coral-content coral-comment-content">${broken(c, t)}</div><div class="coral-actionBar"><button>${t.like} ${c.votes}</button><button>${t.reply}</button><button>${t.report}</button></div></article></div>`,
        )
        .join("")}<button>${t.more}</button></div>`,
  },
  {
    name: "an article node per comment with a footer before its text, answers indented",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<article data-comment-user-id="0" id="comment-${c.id}" class="comment js-comment"><mark class="hidden"></mark><footer class="comment__meta"><p class="comment__author">${t.by} <span>${c.name}</span></p><p class="comment__time">${when(c, t)}</p><p class="comment__permalink"><a href="/comment/${c.id}#comment-${c.id}">Permalink</a></p></footer><div class="comment__content"><h3><a href="/comment/${c.id}#comment-${c.id}" rel="bookmark">${c.paragraphs[0]!.slice(0, 24)}</a></h3><div class="clearfix text-formatted field field--name-comment-body">${paragraphs(c, t)}</div><ul class="links inline"><li class="comment-reply"><a href="/comment/reply/${c.id}">${t.reply}</a></li></ul></div></article>${c.children.length > 0 ? `<div class="indented">${nested(c.children, item)}</div>` : ""}`;
      return `<section class="field field--type-comment comment-wrapper"><h2 class="title">${t.heading(6)}</h2>${nested(thread, item)}</section>`;
    },
  },
  {
    name: "a letter's comments: heart, profile link, body",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="comment"><div id="comment-${c.id}" class="comment-anchor"></div><table class="comment-content"><tr><td class="profile-img-wrap"><a href="https://letters.example/@p${c.id}"><img></a></td><td><div class="comment-meta"><span><a class="account-hover" href="https://letters.example/@p${c.id}">${c.name}</a></span> <span class="date"><a href="#comment-${c.id}">${ago(c, t)}</a></span>${c.isEdited ? `<span class="edited-indicator">${t.edited}</span>` : ""}</div><div class="comment-body">${paragraphs(c, t)}</div><div class="comment-actions"><a>${t.like} (${c.votes})</a><a>${t.reply}</a></div></td></tr></table><div class="comment-list">${nested(c.children, item)}</div></div>`;
      return `<div class="comments-page"><h4>${t.heading(6)}</h4><div class="comment-list">${nested(thread, item)}</div></div>`;
    },
  },
  {
    name: "an old blog: name, text and foot as brothers",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="comments" id="comments"><h4>${t.heading(6)}:</h4><dl id="comments-block">${thread.map((c) => `<dt class="comment-author" id="c${c.id}"><a name="c${c.id}"></a><a href="https://profiles.example/${c.id}" rel="nofollow">${c.name}</a> ${t.says}...</dt><dd class="comment-body"><p>${broken(c, t)}</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c${c.id}" title="comment permalink">${when(c, t)}</a></span></dd>`).join("")}</dl></div>`,
  },
  {
    name: "the name below the text",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="lezers"><h3>${t.heading(6)}</h3>${thread.map((c) => `<blockquote>${paragraphs(c, t)}<footer>— <cite>${c.name}</cite>, ${when(c, t)}</footer></blockquote>`).join("")}</div>`,
  },
  {
    name: "paragraphs with nothing but a bold name",
    isFlat: true,
    draw: (thread, t) =>
      `<h3>${t.heading(6)}</h3>${thread.map((c) => `<p><strong>${c.name}</strong> (${when(c, t)})<br>${broken(c, t)}</p>`).join("")}<p><a href="#form">${t.write}</a></p>`,
  },
  {
    name: "deep nesting of boxes without names, votes beside",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="r"><div><div><div><span>▲</span><span>${c.votes}</span><span>▼</span></div><div><div><div><a href="/profil/${c.id}">${c.name}</a></div><div><small>${when(c, t)}</small></div></div><div><div>${broken(c, t)}</div></div><div><a href="#a${c.id}">${t.reply}</a> | <a href="#m${c.id}">${t.report}</a></div></div></div></div>${c.children.length > 0 ? `<div class="rr">${nested(c.children, item)}</div>` : ""}</div>`;
      return `<div class="x"><div><h2>${t.heading(6)}</h2></div><div>${nested(thread, item)}</div></div>`;
    },
  },
  {
    name: "marked with data attributes alone, indented by style",
    draw: (thread, t) =>
      `<div data-role="discussion"><p><b>${t.heading(6)}</b></p>${flat(thread)
        .map(
          (c) =>
            `<div data-comment-id="${c.id}"${c.answers === null ? "" : ` data-parent-id="${48210 + c.answers * 7}"`} style="margin-left:${c.depth * 24}px"><div data-role="head"><strong>${c.name}</strong> <em>${when(c, t)}</em></div><div data-role="text">${paragraphs(c, t)}</div><div data-role="foot"><a>${t.reply}</a></div></div>`,
        )
        .join("")}</div>`,
  },
  {
    name: "a board whose posts bear profiles and signatures",
    hasQuote: true,
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://www.badforum.example/viewtopic.php?t=812",
      html: board(
        t,
        thread
          .map(
            (c, k) =>
              `<div id="p${c.id}" class="post has-profile bg${k % 2}"><div class="inner"><dl class="postprofile"><dt><a href="./memberlist.php?mode=viewprofile&u=${k}" class="username">${c.name}</a></dt><dd class="profile-rank">Lid</dd><dd class="profile-posts"><strong>Posts:</strong> <a href="#">${k}203</a></dd></dl><div class="postbody"><h3><a href="#p${c.id}">Re: ${t.title}</a></h3><p class="author"><a class="unread" href="#p${c.id}"></a>${t.by} <strong><a href="./memberlist.php?u=${k}" class="username">${c.name}</a></strong> » ${when(c, t)}</p><div class="content">${k === 1 ? `<blockquote><div><cite>${thread[0]!.name} ${t.says}:</cite>${thread[0]!.paragraphs[0]}</div></blockquote>` : ""}${broken(c, t)}</div><div class="signature">carpe diem ${k}</div></div></div></div>`,
          )
          .join('<hr class="divider">'),
      ),
    }),
  },
  {
    name: "a board of articles with a user cell",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://www.badforum.example/threads/812/",
      html: board(
        t,
        `<div class="block-body js-replyNewMessageContainer">${thread
          .map(
            (c, k) =>
              `<article class="message message--post js-post" data-author="${c.name}" data-content="post-${c.id}" id="js-post-${c.id}"><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><div class="message-userDetails"><h4 class="message-name"><a class="username" href="/members/${k}/">${c.name}</a></h4><h5 class="userTitle message-userTitle">Member</h5></div><div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>Jan 4, 2009</dd></dl></div></section></div><div class="message-cell message-cell--main"><header class="message-attribution"><a href="/threads/812/post-${c.id}"><time class="u-dt" datetime="${c.at.toISOString()}">${when(c, t)}</time></a><ul><li><a>#${k + 1}</a></li></ul></header><div class="message-content"><article class="message-body js-selectToQuote"><div class="bbWrapper">${broken(c, t)}</div></article></div><footer class="message-footer"><a class="actionBar-action">${t.reply}</a></footer></div></div></article>`,
          )
          .join("")}</div>`,
      ),
    }),
  },
  {
    name: "comments declared for machines alone",
    isFlat: true,
    draw: (thread, t) =>
      `<script type="application/ld+json">${JSON.stringify({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        headline: t.title,
        commentCount: thread.length,
        comment: thread
          .filter((c) => !c.isRemoved)
          .map((c) => ({
            "@type": "Comment",
            text: c.paragraphs.join("\n\n"),
            dateCreated: c.at.toISOString(),
            author: { "@type": "Person", name: c.name },
          })),
      })}</script><div id="comments-app"></div>`,
  },
];

function board(t: Tongue, posts: string): string {
  return `<!doctype html><html lang="${t.language}"><head><title>${t.title} - Badforum</title></head><body><ol><li><a href="/">Forum</a></li></ol><h1>${t.title}</h1>${posts}<form><textarea></textarea></form><aside><h3>Online</h3><ul><li>Bas Tol</li></ul></aside></body></html>`;
}
