import type { Told } from "../threads/thread.ts";
import { ago, br, clock, day, each, flat, iso, ps, type System } from "./thread.ts";

const kids = (told: Told, open: string, draw: (told: Told, k: number) => string, close: string): string =>
  told.children.length === 0 ? "" : `${open}${each(told.children, draw)}${close}`;

/** Written when the rules had been mended by the first two parts. */
export const partC: readonly System[] = [
  {
    name: "a video site's custom elements",
    language: "es",
    draw: (tops, v) => {
      const one = (c: Told): string =>
        `<ytd-comment-view-model id="comment"><div id="body" class="style-scope"><div id="author-thumbnail"><button><img alt=""></button></div><div id="main" class="style-scope"><div id="header"><div id="header-author"><h3><a id="author-text" href="/@u${c.id}"><span class="style-scope">${c.name}</span></a></h3><span id="published-time-text"><a href="/watch?lc=${c.id}">${ago(c, v)}</a></span></div></div><ytd-expander id="expander"><div id="content"><yt-attributed-string id="content-text"><span>${br(c)}</span></yt-attributed-string></div></ytd-expander><div id="toolbar"><span id="vote-count-middle">${c.votes}</span><button>${v.reply}</button></div></div></div></ytd-comment-view-model>`;
      return `<ytd-comments id="comments"><h2 id="count"><span>7</span> <span>comentarios</span></h2><div id="contents">${each(tops, (c) => `<ytd-comment-thread-renderer>${one(c)}<div id="replies">${each(flat(c.children), one)}</div></ytd-comment-thread-renderer>`)}</div></ytd-comments>`;
    },
    showsOneLevel: true,
  },
  {
    name: "a link site's web components",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<shreddit-comment author="${c.name}" thingid="t1_${c.id}" depth="${c.depth}" permalink="/r/x/${c.id}" score="${c.votes}" class="pt-md px-md"><div slot="commentAvatar"><img alt="u avatar"></div><div slot="commentMeta" class="flex flex-row"><div class="author-name-meta"><a href="/user/x${c.id}/" class="truncate font-bold">${c.name}</a></div><span class="inline-block my-0">•</span><a href="/r/x/comment/${c.id}/"><faceplate-timeago ts="${iso(c)}"><time datetime="${c.at.toISOString()}" title="Monday, May 20, 2024 at ${clock(c)} AM UTC">${ago(c, v)}</time></faceplate-timeago></a></div><div id="t1_${c.id}-comment-rtjson-content" class="md text-14" slot="comment"><div id="-post-rtjson-content" class="py-0">${ps(c)}</div></div><shreddit-comment-action-row slot="actionRow"><button>Reply</button><button>Share</button></shreddit-comment-action-row>${each(c.children, item)}</shreddit-comment>`;
      return `<shreddit-comment-tree id="comment-tree"><h3>Comments Section</h3>${each(tops, item)}</shreddit-comment-tree>`;
    },
  },
  {
    name: "answers in the fediverse below a weblog",
    language: "de",
    draw: (tops, _v) =>
      `<section class="comments-mastodon"><h2>Kommentare</h2><p>Sie können mit einem Konto im Fediverse antworten.</p><div id="mastodon-comments-list">${each(
        flat(tops),
        (c) =>
          `<div class="mastodon-comment" style="margin-left: ${c.depth * 2}em"><div class="author"><div class="avatar"><img alt=""></div><div class="details"><a class="name" href="https://fedi.example/@u${c.id}" rel="nofollow">${c.name}</a><a class="user" href="https://fedi.example/@u${c.id}">@u${c.id}@fedi.example</a></div><a class="date" href="https://fedi.example/@u/${c.id}">20.5.2024, ${clock(c)}</a></div><div class="content">${ps(c)}</div><div class="attachments"></div><div class="status"><div class="replies"><a href="#"><i></i>${c.children.length}</a></div><div class="favourites"><a href="#">${c.votes}</a></div></div></div>`,
      )}</div></section>`,
  },
  {
    name: "Guardian-like, hashed classes, chips",
    language: "en",
    draw: (tops, v) => {
      const one = (c: Told): string =>
        `<div id="comment-${c.id}" class="dcr-1b9v4vr"><div class="dcr-4bqsxn"><div class="dcr-av"><img alt="x"></div><div class="dcr-x"><div class="dcr-hd"><div class="dcr-col"><div class="dcr-nm"><a href="https://profile.example/user/${c.id}" class="dcr-xuaro" rel="nofollow">${c.name}</a></div>${c.answers === null ? "" : `<div class="dcr-rt"><svg></svg> <button>${v.names[c.answers]}</button></div>`}<div class="dcr-tm"><a href="/p/x#comment-${c.id}" rel="nofollow"><time datetime="${c.at.toISOString()}">${ago(c, v)}</time></a></div></div><div class="dcr-rec"><span>${c.votes}</span><button aria-label="Recommend"></button></div></div><div class="dcr-bd"><div>${ps(c)}</div></div><div class="dcr-ft"><button>Reply</button> <button>Share</button> <button>Report</button></div></div></div></div>`;
      return `<section id="comments"><h2>Comments <span>(7)</span></h2><p>This discussion is closed for comments.</p><ul>${each(tops, (c) => `<li>${one(c)}${c.children.length ? `<ul>${each(flat(c.children), (r) => `<li>${one(r)}</li>`)}</ul>` : ""}</li>`)}</ul></section>`;
    },
    showsOneLevel: true,
  },
  {
    name: "NYT-like: name, then town and age in one line",
    language: "en",
    isFlat: true,
    draw: (tops, v) =>
      `<div id="comments-panel" role="complementary-like"><h2>Comments 7</h2>${each(
        tops,
        (c) =>
          `<div class="css-14nb"><div><span class="css-av">${c.name
            .split(/\s+/)
            .map((w) => w[0])
            .join("")
            .slice(0, 2)
            .toUpperCase()}</span><div><span class="css-nm">${c.name}</span><div class="css-loc"><span>Eelwick</span> | <span>${ago(c, v)}</span></div></div></div><p class="css-txt">${br(c)}</p><div class="css-ft"><button>Reply</button><button>${c.votes} Recommend</button><button>Share</button><button>Flag</button></div></div>`,
      )}</div>`,
  },
  {
    name: "Mail-like: text, then name, town and age",
    language: "en",
    isFlat: true,
    draw: (tops, v) =>
      `<div id="reader-comments" class="reader-comments"><div class="comment-count">The comments below have not been moderated.</div><div id="js-comments">${each(tops, (c) => `<div id="comment-${c.id}" class="comment"><div class="comment-body comment-text"><p>${br(c)}</p></div><p class="user-info"><a class="js-usr" href="/registration/${c.id}/profile.html">${c.name}</a>, Eelwick, United Kingdom, ${ago(c, v)}</p><div class="comment-rating"><div class="rating-button-up">${c.votes}</div><div class="rating-button-down">1</div></div></div>`)}</div></div>`,
  },
  {
    name: "GeenStijl-like: the name below, parted by bars",
    language: "nl",
    isFlat: true,
    draw: (tops) =>
      `<section id="comments"><h2>Reaguursels</h2>${each(tops, (c) => `<article class="comment" id="c${c.id}"><div class="cmt-content"><p>${br(c)}</p></div><footer><span class="cmt-author">${c.name}</span> | <a href="#c${c.id}" class="cmt-date">20-05-24 | ${clock(c)}</a> | <span class="score">+${c.votes}</span> <button>-weggejorist</button></footer></article>`)}</section>`,
  },
  {
    name: "Tweakers-like reactions with moderation",
    language: "nl",
    draw: (tops) => {
      const item = (c: Told): string =>
        `<div class="reactieContainer"><div id="r_${c.id}" class="reactie"><div class="reactieHeader"><a class="scoreButton" href="#">+${c.votes % 3}</a><span class="userIcon"></span><a class="userLink" href="https://x.example/gallery/${c.id}/">${c.name}</a> <a class="date" href="#r_${c.id}">20 mei 2024 ${clock(c)}</a></div><div class="reactieBody"><div class="reactieContent"><p>${br(c)}</p></div><p class="reactieFooter"><a href="#">Reageer</a> <a href="#">Rapporteer</a></p></div></div>${kids(c, '<div class="reactieChildren">', item, "</div>")}</div>`;
      return `<div id="reacties"><div class="reactiesHeader"><h2>Reacties (7)</h2><span>7</span></div><div id="commentsList">${each(tops, item)}</div></div>`;
    },
  },
  {
    name: "a French board of messages",
    language: "fr",
    isFlat: true,
    board: { url: "https://www.peniches.example/forums/42-51-9121-1-0-1-0-le-bac.htm" },
    draw: (tops) =>
      `<div id="forum-main-col"><h1 id="bloc-title-forum">${"Le bac de Moulainville passera aussi la nuit"}</h1><div class="conteneur-messages-pagi">${each(tops, (c) => `<div class="bloc-message-forum" data-id="${c.id}" id="post_${c.id}"><div class="conteneur-message"><div class="bloc-avatar-msg"></div><div class="inner-head-content"><div class="bloc-header"><span class="bloc-pseudo-msg text-user" target="_blank">${c.name}</span><div class="bloc-mp-pseudo"><a href="#"><span>MP</span></a></div><div class="bloc-options-msg"><span>Alerte</span></div><div class="bloc-date-msg"><a href="#" class="xXx lien-jv">20 mai 2024 à ${clock(c)}:18</a></div></div><div class="bloc-contenu"><div class="txt-msg text-enrichi-forum">${ps(c)}</div></div></div></div></div>`)}</div></div>`,
  },
  {
    name: "FluxBB",
    language: "fr",
    isFlat: true,
    board: { url: "https://www.bateliers.example/viewtopic.php?id=9121", body: 'id="punviewtopic-x"' },
    draw: (tops, v) =>
      `<div id="punviewtopic" class="pun"><h1>${v.title}</h1>${each(tops, (c, k) => `<div id="p${c.id}" class="blockpost ${k % 2 ? "roweven" : "rowodd"}"><h2><span><span class="conr">#${k + 1}</span> <a href="viewtopic.php?pid=${c.id}#p${c.id}">2024-05-20 ${clock(c)}:18</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong><a href="profile.php?id=${k}">${c.name}</a></strong></dt><dd class="usertitle"><strong>Membre</strong></dd><dd><span>Inscription : 2011-01-03</span></dd><dd><span>Messages : 31${k}</span></dd></dl></div><div class="postright"><h3>Re : ${v.title}</h3><div class="postmsg">${ps(c)}</div><div class="postsignature postmsg"><hr><p>Vogue la galère</p></div></div></div></div><div class="inbox"><div class="postfoot clearb"><div class="postfootleft"><p><span>Hors ligne</span></p></div><div class="postfootright"><ul><li class="postquote"><span><a href="post.php?qid=${c.id}">Citer</a></span></li></ul></div></div></div></div></div>`)}</div>`,
  },
  {
    name: "NodeBB",
    language: "pl",
    isFlat: true,
    board: { url: "https://forum.promy.example/topic/9121/prom" },
    draw: (tops, v) =>
      `<div data-widget-area="header"></div><div class="row"><div class="topic"><h1 component="post/header"><span component="topic/title">${v.title}</span></h1><ul component="topic" class="posts timeline" data-tid="9121">${each(tops, (c, k) => `<li component="post" class="pt-4 ${k === 0 ? "topic-owner-post" : ""}" data-index="${k}" data-pid="${c.id}" data-uid="${k}" data-timestamp="${c.at.getTime()}" data-username="${c.name}" itemprop="comment" itemtype="http://schema.org/Comment" itemscope><a component="post/anchor" data-index="${k}" id="${k}"></a><div class="d-flex"><div class="bg-body"><a class="d-inline-block" href="/user/x${k}"><span class="avatar avatar-rounded">${c.name[0]!.toUpperCase()}</span><span component="user/status" class="status offline"><span class="visually-hidden">Niedostępny</span></span></a></div><div class="post-container"><div class="post-header"><div class="d-flex"><a class="fw-bold" href="/user/x${k}" data-username="${c.name}">${c.name}</a></div><div class="d-flex"><span class="text-muted">napisał <a href="/post/${c.id}" class="timeago text-muted" title="${c.at.toISOString()}">20 maj 2024, ${clock(c)}</a></span></div><div class="bookmarked"><span class="post-index">#${k + 1}</span></div></div><div class="content" component="post/content" itemprop="text">${ps(c)}</div><div component="post/footer" class="post-footer"><div class="post-actions"><a component="post/reply" class="btn">Odpowiedz</a><a component="post/vote-count" class="btn">${c.votes}</a></div></div></div></div></li>`)}</ul></div></div>`,
  },
  {
    name: "bbPress",
    language: "pt",
    isFlat: true,
    board: { url: "https://www.barcas.example/forums/topic/barca/", body: 'class="topic bbpress"' },
    draw: (tops, v) =>
      `<div id="bbpress-forums" class="bbpress-wrapper"><h1 class="entry-title">${v.title}</h1><ul id="topic-9121-replies" class="forums bbp-replies"><li class="bbp-header"><div class="bbp-reply-author">Autor</div><div class="bbp-reply-content">Artigos</div></li><li class="bbp-body">${each(tops, (c, k) => `<div id="post-${c.id}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">20 de maio de 2024 às ${clock(c)}</span> <a href="#post-${c.id}" class="bbp-reply-permalink">#${c.id}</a></div></div><div class="loop-item-${k} user-id-${k} bbp-parent-forum-1 ${k % 2 ? "odd" : "even"} post-${c.id} reply type-reply status-publish hentry"><div class="bbp-reply-author"><a href="/users/x${k}/" class="bbp-author-link"><span class="bbp-author-avatar"><img alt=""></span><span class="bbp-author-name">${c.name}</span></a><div class="bbp-author-role">Participante</div></div><div class="bbp-reply-content">${ps(c)}</div></div>`)}</li><li class="bbp-footer"><div class="bbp-reply-author">Autor</div><div class="bbp-reply-content">Artigos</div></li></ul></div>`,
  },
  {
    name: "TypePad",
    language: "en",
    isFlat: true,
    draw: (tops) =>
      `<a id="comments"></a><div class="comments-container"><h3 class="comments-header">Comments</h3><div class="comments-body">${each(tops, (c) => `<div class="comment comment-odd" id="comment-6a00${c.id}"><div class="comment-avatar"></div><div class="comment-content" id="comment-6a00${c.id}-content">${ps(c)}</div><p class="comment-footer">Posted by: <a rel="nofollow" href="http://x.example">${c.name}</a> | <a rel="nofollow" href="#comment-6a00${c.id}"><span>May 20, 2024 at ${clock(c)} AM</span></a></p></div>`)}</div></div>`,
  },
  {
    name: "Serendipity",
    language: "de",
    draw: (tops, v) =>
      `<section id="comments" class="serendipity_comments"><h3>Kommentare</h3><p class="manage_comments"><small>Ansicht der Kommentare: Linear | Verschachtelt</small></p>${each(
        flat(tops),
        (c, k) =>
          `<article id="c${c.id}" class="serendipity_comment ${k % 2 ? "even" : "odd"} commentlevel-${c.depth} clearfix" style="padding-left: ${c.depth * 20}px"><h4><a href="http://x.example">${c.name}</a> am <time datetime="${iso(c)}">Montag, 20. Mai 2024</time>:</h4><div class="serendipity_commentBody clearfix content">${ps(c)}</div><footer class="comment_info"><time>${clock(c)}</time> | <a class="comment_source_trace" href="#c${c.id}">#${k + 1}</a> | <a class="comment_reply" href="#" id="serendipity_reply_${c.id}">${v.reply}</a></footer></article>`,
      )}</section>`,
  },
  {
    name: "Squarespace",
    language: "it",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div id="comment-6${c.id}abcdef" class="comment ${c.depth ? "is-reply" : ""}"><div class="comment-header"><div class="author"><span class="avatar"><img alt=""></span><span class="author-name">${c.name}</span></div><span class="date-posted">${ago(c, v)}</span><span class="likes">${c.votes} Likes</span></div><div class="comment-body"><p>${br(c)}</p></div><div class="comment-controls"><span class="ctrl reply-btn">${v.reply}</span><span class="ctrl">${v.report}</span></div><div class="comment-replies">${each(c.children, item)}</div></div>`;
      return `<div class="squarespace-comments" id="comments-6"><div class="comments-header"><div class="comment-count">Commenti (7)</div><div class="comments-sort">Più recenti</div></div><div class="comment-list">${each(tops, item)}</div></div>`;
    },
  },
  {
    name: "iDNES-like contributions",
    language: "cs",
    isFlat: true,
    draw: (tops, v) =>
      `<div class="moot-art"><h2>Diskuse</h2>${each(tops, (c, k) => `<div id="post${c.id}" class="contribution" data-id="${c.id}"><table><tr><td class="td1"><h4><a class="name" href="/uzivatel/${c.id}">${c.name}</a></h4></td><td><div class="date hover">20. 5. 2024 ${clock(c)}</div><div class="properties"><a class="ico" href="#">${v.report}</a></div></td></tr></table><div class="user-text"><p>${br(c)}</p></div><div class="score"><span>+${k}</span> / <span>-1</span></div><a class="btn" href="#">${v.reply}</a></div>`)}</div>`,
  },
  {
    name: "a Swedish debate service",
    language: "sv",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="thread-item"><div class="entry" data-entry-id="${c.id}"><div class="entry__who"><i class="verified" title="Verifierad med e-legitimation"></i><span>${c.name}</span></div><div class="entry__when">${day(c, v)} ${clock(c)}</div><div class="entry__what">${ps(c)}</div><div class="entry__do"><a role="button">${v.like} ${c.votes}</a><a role="button">${v.reply}</a><a role="button">${v.report}</a></div></div>${kids(c, '<ul class="thread-answers">', item, "</ul>")}</li>`;
      return `<div class="debate-widget"><div class="debate-widget__head">Vad tycker du? 7 kommentarer</div><ul class="thread-root">${each(tops, item)}</ul></div>`;
    },
  },
  {
    name: "Politiken-like: written by, on",
    language: "da",
    isFlat: true,
    draw: (tops) =>
      `<div class="comments"><h2 class="comments__headline">Læsernes kommentarer</h2>${each(tops, (c) => `<div class="comments__item"><p class="comments__byline">Skrevet af <strong>${c.name}</strong> den 20. maj 2024 kl. ${clock(c)}</p><div class="comments__bodytext"><p>${br(c)}</p></div><p class="comments__tools"><a href="#">Svar</a> <a href="#">Anmeld</a></p></div>`)}</div>`,
  },
  {
    name: "Observador-like, initials and subscriptions",
    language: "pt",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="obs-comment"><div class="obs-comment-wrap"><div class="obs-comment-avatar">${c.name.slice(0, 1)}</div><div class="obs-comment-main"><div class="obs-comment-user">${c.name}<span class="obs-premium">Premium</span></div><div class="obs-comment-text">${ps(c)}</div><div class="obs-comment-info"><span class="obs-date">${ago(c, v)}</span><button>${v.reply}</button><button>Gosto ${c.votes}</button></div></div></div>${each(c.children, item)}</div>`;
      return `<div id="obs-comments" class="obs-comments"><h4>7 comentários</h4>${each(tops, item)}</div>`;
    },
  },
  {
    name: "La Vanguardia-like: number and text of an ordinal",
    language: "es",
    isFlat: true,
    draw: (tops) =>
      `<section class="participacion"><h2>Participación de los lectores</h2><p>7 comentarios</p><ol>${each(tops, (c, k) => `<li><p class="num">${k + 1}</p><p class="autor-fecha"><span>${c.name}</span> · <span>20/05/2024 a las ${clock(c)}h</span></p><p class="opinion-texto">${br(c)}</p><p><a href="#">Responder</a> · <a href="#">Denunciar</a></p></li>`)}</ol></section>`,
  },
  {
    name: "Nu-like web components with slots and parts",
    language: "nl",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div part="thread"><section part="post" aria-labelledby="n${c.id}"><header part="post-header"><h4 id="n${c.id}">${c.name}</h4><p>${ago(c, v)}</p></header><div part="post-text">${ps(c)}</div><ul part="post-tools"><li><button>Respect <span>${c.votes}</span></button></li><li><button>Reageren</button></li></ul></section>${kids(c, '<div part="answers">', item, "</div>")}</div>`;
      return `<div class="jij"><h3>Praat mee over dit artikel (7 reacties)</h3>${each(tops, item)}</div>`;
    },
  },
  {
    name: "phpBB 2 and its tables",
    language: "de",
    isFlat: true,
    board: {
      url: "https://www.altesforum.example/viewtopic.php?t=9121",
      head: '<meta name="generator" content="phpBB">',
    },
    draw: (tops, v) =>
      `<table width="100%"><tr><td><a class="maintitle" href="viewtopic.php?t=9121"><h1>${v.title}</h1></a></td></tr></table><table class="forumline" width="100%" cellspacing="1"><tr><th class="thLeft">Autor</th><th class="thRight">Nachricht</th></tr>${each(tops, (c, k) => `<tr><td width="150" align="left" valign="top" class="row${1 + (k % 2)}"><span class="name"><a name="${c.id}"></a><b>${c.name}</b></span><br /><span class="postdetails">Matrose<br /><br />Anmeldungsdatum: 03.01.2011<br />Beiträge: 31${k}<br />Wohnort: Moor</span></td><td class="row${1 + (k % 2)}" width="100%" valign="top"><table width="100%"><tr><td width="100%"><a href="viewtopic.php?p=${c.id}#${c.id}"><img src="icon.gif" alt="Beitrag" /></a><span class="postdetails">Verfasst am: Mo 20.05.24 ${clock(c)}&nbsp;&nbsp;&nbsp;Titel: ${k ? "Re: " : ""}${v.title.slice(0, 12)}</span></td><td><a href="posting.php?mode=quote&p=${c.id}"><img src="q.gif" alt="Antworten mit Zitat"></a></td></tr><tr><td colspan="2"><hr /></td></tr><tr><td colspan="2"><span class="postbody">${br(c)}</span></td></tr></table></td></tr><tr><td class="row1"><span class="nav"><a href="#top" class="nav">Nach oben</a></span></td><td class="row1"><a href="profile.php?u=${k}">Profil</a></td></tr><tr><td class="spaceRow" colspan="2" height="1"><img src="spacer.gif" alt=""></td></tr>`)}</table>`,
  },
];
