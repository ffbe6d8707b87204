import { ago, broken, clock, type Design, paragraphs, type Told, when } from "./thread.ts";
import type { Tongue } from "./tongues.ts";

const nested = (thread: readonly Told[], draw: (told: Told) => string): string => thread.map(draw).join("\n");
const flat = (thread: readonly Told[]): Told[] => thread.flatMap((told) => [told, ...flat(told.children)]);

/** How other papers head their readers' words. */
const opinions: Readonly<Record<string, string>> = {
  nl: "Wat vindt u? Lezersreacties (6)",
  de: "Leserstimmen (6)",
  fr: "Réagir à cet article · 6 réactions",
  es: "6 opiniones de lectores",
  it: "I commenti dei lettori (6)",
  pl: "Opinie czytelników (6)",
  pt: "Opinião dos leitores (6)",
  en: "Join the conversation (6)",
};

/** The designs that were written after the rules, to see what these are worth. */
export const halfB: readonly Design[] = [
  {
    name: "a board of tables, one a post",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://forum.zwemclub.example/showthread.php?t=812",
      html: board(
        t,
        "vBulletin 3.8",
        `<div id="posts">${thread.map((c, k) => `<div align="center"><div class="page"><div id="edit${c.id}"><table id="post${c.id}" class="tborder" width="100%"><tr><td class="thead"><a name="post${c.id}"></a> ${when(c, t)}</td><td class="thead" align="right">#<a href="showpost.php?p=${c.id}"><strong>${k + 1}</strong></a></td></tr><tr valign="top"><td class="alt2" width="175"><div id="postmenu_${c.id}"><a class="bigusername" href="member.php?u=${k}">${c.name}</a></div><div class="smallfont">Senior Member</div><div class="smallfont"><div>Join Date: Jan 2009</div><div>Posts: 1,20${k}</div></div></td><td class="alt1" id="td_post_${c.id}"><div id="post_message_${c.id}">${broken(c, t)}</div><div>__________________<br>Always wet</div></td></tr><tr><td class="alt2">&nbsp;</td><td class="alt1" align="right"><a href="newreply.php?p=${c.id}">${t.reply}</a></td></tr></table></div></div></div>`).join("")}</div>`,
      ),
    }),
  },
  {
    name: "a board of wrappers, the number of the answer before its date",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://www.zwemclub.example/index.php?topic=812.0",
      html: board(
        t,
        "SMF 2.0",
        `<div id="forumposts">${thread.map((c, k) => `<div class="windowbg${k % 2 ? "2" : ""}"><div class="post_wrapper"><div class="poster"><h4><a href="index.php?action=profile;u=${k}">${c.name}</a></h4><ul><li class="membergroup">Full Member</li><li class="postcount">Posts: 3${k}</li></ul></div><div class="postarea"><div class="flow_hidden"><div class="keyinfo"><h5 id="subject_${c.id}"><a href="#msg${c.id}">Re: ${t.title}</a></h5><div class="smalltext">« <strong>#${k}:</strong> ${when(c, t)} »</div></div></div><div class="post"><div class="inner" id="msg_${c.id}">${broken(c, t)}</div></div></div><div class="moderatorbar"><div class="signature">Head up</div></div></div></div>`).join("")}</div>`,
      ),
    }),
  },
  {
    name: "an aggregator: tagline, score, text, child",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="thing id-t1_${c.id} noncollapsed comment"><p class="parent"><a name="${c.id}"></a></p><div class="midcol unvoted"><div class="arrow up"></div></div><div class="entry unvoted"><p class="tagline"><a class="expand">[–]</a><a href="https://agg.example/user/${c.id}" class="author may-blank">${c.name}</a><span class="userattrs"></span> <span class="score dislikes">${c.votes - 1} points</span><span class="score unvoted">${c.votes} points</span> <time title="${c.at.toUTCString()}" datetime="${c.at.toISOString()}" class="live-timestamp">${ago(c, t)}</time></p><form class="usertext"><div class="usertext-body may-blank-within md-container"><div class="md">${paragraphs(c, t)}</div></div></form><ul class="flat-list buttons"><li class="first"><a class="bylink">permalink</a></li><li class="reply-button"><a>${t.reply}</a></li></ul></div><div class="child">${c.children.length > 0 ? `<div class="sitetable listing">${nested(c.children, item)}</div>` : ""}</div></div>`;
      return `<div class="commentarea"><div class="panestack-title"><span class="title">${t.heading(6)}</span></div><div class="sitetable nestedlisting">${nested(thread, item)}</div></div>`;
    },
  },
  {
    name: "rows of a table, indented by the width of an empty picture",
    draw: (thread, t) =>
      `<table class="comment-tree">${flat(thread)
        .map(
          (c) =>
            `<tr class="athing comtr" id="${c.id}"><td><table border="0"><tr><td class="ind" indent="${c.depth}"><img src="s.gif" height="1" width="${c.depth * 40}"></td><td valign="top" class="votelinks"><a id="up_${c.id}"><div class="votearrow"></div></a></td><td class="default"><div><span class="comhead"><a href="user?id=${c.id}" class="hnuser">${c.name}</a> <span class="age" title="${c.at.toISOString().slice(0, 19)}"><a href="item?id=${c.id}">${ago(c, t)}</a></span><span class="navs"> | <a href="#${c.id}">next</a> <a class="togg">[–]</a></span></span></div><div class="comment"><div class="commtext c00">${paragraphs(c, t)}</div><div class="reply"><p><font size="1"><u><a href="reply?id=${c.id}">${t.reply}</a></u></font></p></div></div></td></tr></table></td></tr>`,
        )
        .join("")}</table>`,
  },
  {
    name: "bootstrap's media objects",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="media"><a class="pull-left media-left" href="#"><img class="media-object img-circle" src="x.png"></a><div class="media-body"><h4 class="media-heading">${c.name} <small><i>${when(c, t)}</i></small></h4>${paragraphs(c, t)}<p class="text-right"><a class="btn btn-xs" href="#reply">${t.reply}</a></p>${nested(c.children, item)}</div></div>`;
      return `<div class="well"><h3>${t.heading(6)}</h3>${nested(thread, item)}</div>`;
    },
  },
  {
    name: "folded threads: summary and text, another heading",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<details open><summary><b>${c.name}</b><span>${ago(c, t)}</span></summary><div>${paragraphs(c, t)}<button>${t.reply}</button></div>${nested(c.children, item)}</details>`;
      return `<section><h2>${opinions[t.language]}</h2>${nested(thread, item)}</section>`;
    },
  },
  {
    name: "the text first, then a line of name and date",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="lesermeinungen"><h3>${opinions[t.language]}</h3>${thread.map((c) => `<div class="lm"><div class="lm-txt">${paragraphs(c, t)}</div><div class="lm-fuss"><span>${c.name}</span> | <span>${when(c, t)}</span> | <a href="#">${t.reply}</a></div></div>`).join("")}</div>`,
  },
  {
    name: "old tags: fonts, breaks, margins",
    draw: (thread, t) =>
      `<center><font size="4"><b>${t.heading(6)}</b></font></center>${flat(thread)
        .map(
          (c) =>
            `<div style="margin-left: ${c.depth * 40}px"><font color="#003399"><b>${c.name}</b></font> <font size="1">${when(c, t)}</font><br>${broken(c, t)}<br><font size="1">[<a href="?re=${c.id}">${t.reply}</a>]</font></div>`,
        )
        .join("")}`,
  },
  {
    name: "a subject of its own, by whom and when below it",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<li id="tree_${c.id}" class="cw"><div class="cmain"><div class="commentTop"><div class="title"><h4><a href="#c${c.id}">${c.paragraphs[0]!.split(" ").slice(0, 3).join(" ")}</a> <span class="score">(${c.votes})</span></h4></div><div class="details">${t.by} <span class="by"><a href="/~${c.id}">${c.name}</a></span> <span class="otherdetails">${when(c, t)}</span></div></div><div class="commentBody"><div id="comment_body_${c.id}">${broken(c, t)}</div></div><div class="commentSub"><a>${t.reply}</a> <a>${t.report}</a></div></div><ul>${nested(c.children, item)}</ul></li>`;
      return `<div id="commentwrap"><h2>${t.heading(6)}</h2><ul id="commentlisting">${nested(thread, item)}</ul></div>`;
    },
  },
  {
    name: "a newsletter platform's app: marks for tests only",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="flex w-full flex-row mb-10" data-testid="comment-component"><div class="mr-2 flex flex-col"><div class="w-10 h-10 rounded-full bg-neutral-900"><p class="text-white">${c.name.slice(0, 1).toUpperCase()}</p></div></div><div class="grow"><div class="mb-1 mt-1 flex"><div><h4 class="font-sans text-base font-bold">${c.name}</h4><div class="flex items-baseline text-neutral-500"><span>${c.role ? `${c.role}<span class="mx-1">·</span>` : ""}<span title="${c.at.toISOString()}">${ago(c, t)}</span></span></div></div></div><div class="mt mb-2 pr-4"><div class="gh-comment-content font-serif" data-testid="comment-content">${paragraphs(c, t)}</div></div><div class="flex gap-4"><button><svg></svg>${c.votes}</button><button>${t.reply}</button></div>${c.children.length > 0 ? `<div class="mt-10">${nested(c.children, item)}</div>` : ""}</div></div>`;
      return `<section class="gh-comments"><div class="flex"><h2>${t.heading(6)}</h2></div>${nested(thread, item)}</section>`;
    },
  },
  {
    name: "articles with roles for screen readers, classes of a style engine",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<div class="css-1ab${c.depth}x" role="article" aria-label="${c.name}"><header class="css-k3jd9"><div class="css-0"><strong class="css-9dk2">${c.name}</strong></div><p class="css-tt1">${ago(c, t)}${c.isEdited ? ` ${t.edited}` : ""}</p></header><div class="css-zz8k"><div dir="auto">${broken(c, t)}</div></div><div class="css-foot1"><span role="button">${t.like}</span><span>${c.votes}</span><span role="button">${t.reply}</span></div><div class="css-kids7">${nested(c.children, item)}</div></div>`;
      return `<div class="css-wrap" aria-label="${t.heading(6)}"><h2 class="css-h2x">${t.heading(6)}</h2>${nested(thread, item)}</div>`;
    },
  },
  {
    name: "a social network's plugin",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="fb-comments-ssr"><div class="_491z">${t.heading(6)}</div>${thread
        .map(
          (c) =>
            `<div class="_3-8y _5nz1"><div class="clearfix"><img class="_1ci img"><div><div class="_3-8m"><div class="_30o4"><span><span class="UFICommentActorAndBody"><div><span class=" UFICommentActorName">${c.name}</span></div><div class="_3-8w">${t.role}</div><div class="_3-8z"><span class="_5mdd"><span>${broken(c, t)}</span></span></div></span></span><div class="_2vq9"><a>${t.like}</a><span> · </span><a>${t.reply}</a><span> · </span><span>${c.votes}</span><span> · </span><abbr class="UFISutroCommentTimestamp livetimestamp" data-utime="${c.at.getTime() / 1000}">${ago(c, t)}</abbr></div></div></div></div></div></div>`,
        )
        .join("")}</div>`,
  },
  {
    name: "older schema.org: creator, commentText, commentTime",
    isFlat: true,
    draw: (thread, t) =>
      `<section>${thread
        .map(
          (c) =>
            `<div itemprop="comment" itemscope itemtype="http://schema.org/UserComments"><meta itemprop="discusses" content="${t.title}"><span itemprop="creator" itemscope itemtype="http://schema.org/Person"><span itemprop="name">${c.name}</span></span><link itemprop="replyToUrl" href="#r${c.id}"><time itemprop="commentTime" datetime="${c.at.toISOString()}">${ago(c, t)}</time><div itemprop="commentText">${paragraphs(c, t)}</div></div>`,
        )
        .join("")}</section>`,
  },
  {
    name: "a board of parts named by attributes",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://www.zwemclub.example/topic/812/over-het-bad",
      html: board(
        t,
        "NodeBB",
        `<ul component="topic" class="posts timeline">${thread.map((c, k) => `<li component="post" class="pt-4" data-index="${k}" data-pid="${c.id}" data-uid="${k}" data-username="${c.name}" itemprop="comment" itemtype="http://schema.org/Comment" itemscope><div class="post-container"><div class="post-header"><a href="/user/u${k}"><span class="avatar">${c.name[0]}</span></a><a class="fw-bold" href="/user/u${k}" itemprop="author">${c.name}</a><a class="permalink" href="/post/${c.id}"><span class="timeago" title="${c.at.toISOString()}" itemprop="dateCreated" content="${c.at.toISOString()}"></span></a></div><div class="content" component="post/content" itemprop="text">${paragraphs(c, t)}</div><div class="post-footer"><span component="post/vote-count">${c.votes}</span><a component="post/reply">${t.reply}</a></div></div></li>`).join("")}</ul>`,
      ),
    }),
  },
  {
    name: "a board's pages for machines",
    isFlat: true,
    draw: () => "",
    page: (thread, t) => ({
      url: "https://talk.zwemclub.example/t/over-het-bad/812",
      html: board(
        t,
        "Discourse 3.2",
        `<div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="headline" content="${t.title}">${thread
          .map(
            (c, k) =>
              `<div ${k === 0 ? "" : 'itemprop="comment" itemscope itemtype="http://schema.org/Comment" '}id="post_${k + 1}" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/u/u${k}"><span itemprop="name">${c.name}</span></a></span><span class="crawler-post-infos"><time itemprop="datePublished" datetime="${c.at.toISOString()}" class="post-time">${when(c, t)}</time><span itemprop="position">${k + 1}</span></span></div><div class="post" itemprop="text">${paragraphs(c, t)}</div><div><span class="post-likes">${c.votes} Likes</span></div></div>`,
          )
          .join("")}</div>`,
      ),
    }),
  },
  {
    name: "a blog service's threaded list",
    draw: (thread, t) => {
      const item = (c: Told): string =>
        `<li class="comment" id="c${c.id}"><div class="avatar-image-container"><img></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://profiles.example/${c.id}" rel="nofollow">${c.name}</a></cite><span class="icon user"></span><span class="datetime secondary-text"><a rel="nofollow" href="#c${c.id}">${when(c, t)}</a></span></div><p class="comment-content">${broken(c, t)}</p><span class="comment-actions secondary-text"><a class="comment-reply">${t.reply}</a><span class="item-control"><a>Delete</a></span></span></div><div class="comment-replies"><div class="comment-thread inline-thread"><span class="thread-toggle"><a>${t.more}</a></span><ol class="thread-chrome"><div>${nested(c.children, item)}</div></ol></div></div></li>`;
      return `<section class="comments threaded" id="comments"><h3 class="title">${t.heading(6)}:</h3><div class="comments-content"><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol id="top-ra">${nested(thread, item)}</ol></div></div></div></section>`;
    },
  },
  {
    name: "numbered, with town and clock in one line",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="gb"><h3>${t.heading(6)}</h3>${thread.map((c, k) => `<div class="gb-entry"><div class="gb-head">#${k + 1} · ${c.name} · ${when(c, t)}</div><div class="gb-text">${broken(c, t)}</div></div>`).join("")}</div>`,
  },
  {
    name: "name and clock glued, the day in a line above each group",
    isFlat: true,
    draw: (thread, t) =>
      `<div class="discussion"><h2>${t.heading(6)}</h2><div class="list">${thread.map((c) => `<div class="discussion-item"><div class="discussion-item__who"><span class="discussion-item__nick">${c.name}</span><span class="discussion-item__when">20.05.2024 ${clock(c)}</span></div><div class="discussion-item__what">${paragraphs(c, t)}</div><div class="discussion-item__do"><a>${t.reply}</a><a>${t.report}</a><span>+${c.votes}</span></div></div>`).join("")}</div></div>`,
  },
];

function board(t: Tongue, generator: string, posts: string): string {
  return `<!doctype html><html lang="${t.language}"><head><title>${t.title}</title><meta name="generator" content="${generator}"></head><body><nav><a href="/">Forum</a></nav><h1>${t.title}</h1>${posts}<div class="foot"><a href="/login">Login</a></div></body></html>`;
}
