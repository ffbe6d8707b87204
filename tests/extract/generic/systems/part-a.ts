import type { Told } from "../threads/thread.ts";
import { ago, br, clock, day, each, flat, iso, ps, type System } from "./thread.ts";

const pic = (told: Told): string =>
  `<img alt='' src='/avatar/${told.id}?s=40' class='avatar avatar-40 photo' height='40' width='40' />`;
const kids = (told: Told, open: string, draw: (told: Told, k: number) => string, close: string): string =>
  told.children.length === 0 ? "" : `${open}${each(told.children, draw)}${close}`;

/** Weblogs and content systems. */
export const partA: readonly System[] = [
  {
    name: "WordPress, html5 list",
    language: "nl",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li id="comment-${c.id}" class="comment ${c.depth % 2 ? "odd alt" : "even"} thread-even depth-${c.depth + 1} parent"><article id="div-comment-${c.id}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard">${pic(c)} <b class="fn"><a href="http://x.example" rel="external nofollow ugc" class="url">${c.name}</a></b> <span class="says">${v.says}:</span></div><div class="comment-metadata"><a href="#comment-${c.id}"><time datetime="${iso(c)}">${day(c, v)} om ${clock(c)}</time></a></div></footer><div class="comment-content">${ps(c)}</div><div class="reply"><a rel='nofollow' class='comment-reply-link' href='?replytocom=${c.id}#respond' aria-label='x'>${v.reply}</a></div></article>${kids(c, '<ol class="children">', item, "</ol>")}</li>`;
      return `<div id="comments" class="comments-area"><h2 class="comments-title">7 gedachten over &ldquo;<span>${v.title}</span>&rdquo;</h2><ol class="comment-list">${each(tops, item)}</ol><div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Geef een reactie <small><a rel="nofollow" id="cancel-comment-reply-link" href="#respond">Reactie annuleren</a></small></h3><form><p class="comment-notes">Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met *</p><p class="comment-form-comment"><label>Reactie *</label><textarea></textarea></p></form></div></div>`;
    },
  },
  {
    name: "WordPress, Twenty Ten",
    language: "de",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="comment byuser even thread-even depth-${c.depth + 1}" id="li-comment-${c.id}"><div id="comment-${c.id}"><div class="comment-author vcard">${pic(c)}<cite class="fn">${c.name}</cite> <span class="says">sagt:</span></div><!-- .comment-author .vcard --><div class="comment-meta commentmetadata"><a href="#comment-${c.id}">${day(c, v)} um ${clock(c)} Uhr</a></div><div class="comment-body">${ps(c)}</div><div class="reply"><a class='comment-reply-link' href='#'>${v.reply}</a></div></div>${kids(c, "<ul class='children'>", item, "</ul>")}</li>`;
      return `<div id="comments"><h3 id="comments-title">7 Antworten auf <em>${v.title}</em></h3><ol class="commentlist">${each(tops, item)}</ol></div>`;
    },
  },
  {
    name: "WordPress, block theme of 2024",
    language: "fr",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li id="comment-${c.id}" class="comment even thread-even depth-${c.depth + 1}"><div style="margin-bottom:var(--wp--preset--spacing--50)" class="wp-block-group is-vertical is-layout-flex"><div class="wp-block-group is-nowrap is-layout-flex"><div class="wp-block-avatar">${pic(c)}</div><div class="wp-block-group is-layout-flow"><div class="wp-block-comment-date"><time datetime="${iso(c)}"><a href="#comment-${c.id}">${day(c, v)}</a></time></div><div class="wp-block-comment-author-name"><a rel="external nofollow ugc" href="http://x.example" target="_self">${c.name}</a></div></div></div><div class="wp-block-comment-content">${ps(c)}</div><div class="wp-block-comment-reply-link"><a rel="nofollow" class="comment-reply-link" href="?replytocom=${c.id}#respond">${v.reply}</a></div></div>${kids(c, "<ol>", item, "</ol>")}</li>`;
      return `<div class="wp-block-comments"><h2 class="wp-block-heading">Commentaires</h2><h3 class="wp-block-comments-title">7 réponses à «&nbsp;${v.title}&nbsp;»</h3><ol class="wp-block-comment-template">${each(tops, item)}</ol></div>`;
    },
  },
  {
    name: "WordPress, Genesis",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="comment even depth-${c.depth + 1}" id="comment-${c.id}"><article id="article-comment-${c.id}" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><header class="comment-header"><p class="comment-author" itemprop="author" itemscope itemtype="https://schema.org/Person">${pic(c)}<span itemprop="name">${c.name}</span> <span class="says">says</span></p><p class="comment-meta"><time class="comment-time" datetime="${iso(c)}" itemprop="datePublished"><a class="comment-time-link" href="#comment-${c.id}" itemprop="url">${day(c, v)} at ${clock(c)} am</a></time></p></header><div class="comment-content" itemprop="text">${ps(c)}</div><div class="comment-reply"><a class='comment-reply-link' href='#'>${v.reply}</a></div></article>${kids(c, '<ul class="children">', item, "</ul>")}</li>`;
      return `<h2 class="screen-reader-text">Reader Interactions</h2><div class="entry-comments" id="comments"><h3>Comments</h3><ol class="comment-list">${each(tops, item)}</ol></div>`;
    },
  },
  {
    name: "wpDiscuz 7",
    language: "it",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div id='wpd-comm-${c.id}_0' class='comment even thread-even depth-${c.depth + 1} wpd-comment wpd_comment_level-${c.depth + 1}'><div class="wpd-comment-wrap wpd-blog-guest"><div class="wpd-comment-left"><div class="wpd-avatar">${pic(c)}</div><div class="wpd-comment-label" wpd-tooltip="Ospite"><span>Ospite</span></div></div><div id="comment-${c.id}" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-author"><a href="#" rel="noreferrer ugc nofollow">${c.name}</a></div><div class="wpd-comment-date" title="20/05/2024 ${clock(c)}"><i class='far fa-clock'></i> ${ago(c, v)}</div><div class="wpd-comment-share wpd-hidden"><span>Condividi</span></div></div>${c.answers === null ? "" : `<div class="wpd-reply-to"><i class='fas fa-reply'></i> Rispondi a <a href="#comment-1">${v.names[c.answers]}</a></div>`}<div class="wpd-comment-text">${ps(c)}</div><div class="wpd-comment-footer"><div class="wpd-vote"><div class="wpd-vote-up"></div><div class="wpd-vote-result" title="0">${c.votes}</div><div class="wpd-vote-down"></div></div><div class="wpd-reply-button"><span>${v.reply}</span></div><div class="wpd-toggle wpd_not_clicked" wpd-tooltip="Nascondi risposte"></div></div></div></div><div id="wpdiscuz_form_anchor-${c.id}_0"></div>${each(c.children, item)}</div>`;
      return `<div id="wpdcom" class="wpdiscuz_unauth wpd-default"><div class="wpd-form-wrap"><div class="wpd-form-head"><div class="wpd-sbs-title">Iscriviti</div></div></div><div id="wpd-threads" class="wpd-thread-wrapper"><div class="wpd-thread-head"><div class="wpd-thread-info" data-comments-count="7"><span class='wpdtc' title='7'>7</span> Commenti</div><div class="wpd-thread-filter"><div class="wpdf-reacted">Più recenti</div></div></div><div class="wpd-thread-list">${each(tops, item)}</div></div></div>`;
    },
  },
  {
    name: "Thrive Comments",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="thrive-comment tcm-comment-wrapper tve-comment-id" id="comment-${c.id}" comment-id="${c.id}"><div class="tcm-comment-container"><div class="tcm-author-picture"><img alt="" src="a.png"></div><div class="tcm-comment-details"><div class="tcm-comment-author-meta"><span class="tcm-comment-author tcm-truncate">${c.name}</span><span class="tcm-comment-separator"></span><span class="tcm-comment-date">${ago(c, v)}</span></div><div class="tcm-comment-content-text"><span>${ps(c)}</span></div><div class="tcm-comment-actions"><div class="tcm-rlike"><span class="tcm-like-number">${c.votes}</span></div><a class="tcm-reply">${v.reply}</a></div></div></div>${kids(c, '<div class="tcm-comment-children">', item, "</div>")}</div>`;
      return `<div id="thrive-comments" class="clearfix"><div class="tcm-counter"><h4>7 comments</h4></div><div class="tcm-comments-list">${each(tops, item)}</div></div>`;
    },
  },
  {
    name: "Disqus as rendered",
    language: "es",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="post" id="post-${c.id}40"><div role="alert"></div><div data-role="post-content" class="post-content"><ul class="post-menu dropdown"><li class="collapse"><a href="#" title="Colapsar"><span>−</span></a></li></ul><div class="indicator"></div><div class="avatar hovercard"><a href="#" class="user"><img alt="Avatar"></a></div><div class="post-body"><header class="comment__header"><a class="dropdown-toggle"></a><span class="post-byline"><span class="author publisher-anchor-color"><a href="https://disqus.example/by/x/" data-action="profile">${c.name}</a></span>${c.answers === null ? "" : `<span><a href="#comment-9" class="parent-link"><i class="icon-forward"></i> ${v.names[c.answers]}</a></span>`}</span><span class="post-meta"><span class="bullet time-ago-bullet">•</span><a href="#comment-${c.id}" data-role="relative-time" class="time-ago" title="${day(c, v)} ${clock(c)}">${ago(c, v)}</a></span></header><div class="post-body-inner"><div class="post-message-container" data-role="message-container"><div class="publisher-anchor-color" data-role="message-content"><div data-role="message" class="post-message" dir="auto">${ps(c)}</div></div></div></div><div class="comment__footer"><menu class="comment-footer__menu"><li class="voting"><a href="#" class="vote-up"><span class="updatable count">${c.votes}</span></a></li><li class="reply"><a href="#"><span class="text">${v.reply}</span></a></li><li class="share">Compartir ›</li></menu></div></div><div class="reply-form-container"></div></div><ul class="children">${each(c.children, item)}</ul></li>`;
      return `<div id="disqus_thread"><div id="layout"><header id="main-nav"><nav class="nav"><ul><li class="nav-tab"><a class="publisher-nav-color"><span class="comment-count">7 comentarios</span></a></li></ul></nav></header><section id="conversation"><div id="posts"><div id="form" class="textarea-outer-wrapper"></div><ul id="post-list" class="post-list">${each(tops, item)}</ul></div></section></div></div>`;
    },
  },
  {
    name: "Drupal 7",
    language: "pt",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<a id="comment-${c.id}"></a><div class="comment clearfix" about="/comment/${c.id}#comment-${c.id}" typeof="sioc:Post sioct:Comment"><h3 property="dc:title" datatype=""><a href="/comment/${c.id}#comment-${c.id}" class="permalink" rel="bookmark">${c.paragraphs[0]!.slice(0, 22)}</a></h3><div class="submitted"><span property="dc:date dc:created" content="${iso(c)}" datatype="xsd:dateTime" rel="sioc:has_creator">Enviado por <span class="username" xml:lang="" about="/user/3" typeof="sioc:UserAccount" property="foaf:name" datatype="">${c.name}</span> (não verificado) em 20/05/2024 - ${clock(c)}</span></div><div class="content"><span rel="sioc:reply_of" resource="/node/1" class="rdf-meta element-hidden"></span><div class="field field-name-comment-body field-type-text-long field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">${ps(c)}</div></div></div></div><ul class="links inline"><li class="comment-reply first last"><a href="/comment/reply/1/${c.id}">${v.reply}</a></li></ul></div>${kids(c, '<div class="indented">', item, "</div>")}`;
      return `<div id="comments" class="comment-wrapper"><h2 class="title">Comentários</h2>${each(tops, item)}<h2 class="title comment-form">Adicionar novo comentário</h2></div>`;
    },
  },
  {
    name: "Drupal 10, Olivero",
    language: "da",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<article data-comment-user-id="0" id="comment-${c.id}" class="comment js-comment comment--level-${c.depth + 1}" role="article"><mark class="hidden" data-comment-timestamp="${c.at.getTime() / 1000}"></mark><div class="comment__picture-wrapper"><div class="comment__picture"></div></div><div class="comment__text-wrapper"><footer class="comment__meta"><p class="comment__author"><span>${c.name} (ikke efterprøvet)</span></p><p class="comment__time">20. maj 2024 - ${clock(c)}</p><p class="visually-hidden">${c.answers === null ? "" : `Som svar på <a href="/comment/1#comment-1" class="permalink" rel="bookmark" hreflang="da">x</a> af <span>${v.names[c.answers]}</span>`}</p></footer><div class="comment__content"><div class="text-content clearfix field field--name-comment-body field--type-text-long field--label-hidden field__item">${ps(c)}</div><ul class="links inline comment__links"><li><a href="/comment/reply/node/1/comment/${c.id}">${v.reply}</a></li></ul></div></div></article>${kids(c, '<div class="indented">', item, "</div>")}`;
      return `<section data-drupal-selector="comments" class="comments"><h2 class="comments__title">Kommentarer <span class="comments__count">7</span></h2><div class="add-comment"><h3 class="add-comment__title">Tilføj kommentar</h3></div>${each(tops, item)}</section>`;
    },
  },
  {
    name: "Joomla, Komento",
    language: "pl",
    draw: (tops, v) =>
      `<div id="section-kmt" class="theme-kuro"><div class="kmt-comments-wrap"><h3 class="kmt-title">Komentarze (7)</h3><ul class="kmt-list reset-ul">${each(
        flat(tops),
        (c) =>
          `<li id="kmt-${c.id}" class="kmt-${c.id} kmt-item kmt-child-${c.depth} kmt-public" parentid="kmt-0" depth="${c.depth}" childs="0" published="1"><div class="kmt-wrap"><div class="kmt-avatar"><img src="a.png" class="avatar"></div><div class="kmt-content"><div class="kmt-head"><span class="kmt-author">${c.name}</span><span class="kmt-time"><a class="kmt-timepermalink" href="#comment-${c.id}"><time datetime="${c.at.toISOString().slice(0, 19)}">${ago(c, v)}</time></a></span></div><div class="kmt-body"><i></i><div class="commentText kmt-text">${ps(c)}</div></div><div class="kmt-control"><div class="kmt-control-user float-wrapper"><span class="kmt-reply-wrap"><a class="kmt-btn kmt-reply">${v.reply}</a></span><span class="kmt-share-wrap"><a>Udostępnij</a></span></div></div></div></div></li>`,
      )}</ul></div></div>`,
  },
  {
    name: "Joomla, JComments",
    language: "cs",
    isFlat: true,
    draw: (tops, _v) =>
      `<div id="jc"><div id="comments"><h4>Komentáře <a class="refresh" href="#" title="Obnovit">&nbsp;</a></h4><div id="comments-list" class="comments-list">${each(
        tops,
        (c, k) =>
          `<div class="${k % 2 ? "odd" : "even"}" id="comment-item-${c.id}"><div class="rbox"><div class="rbox_tr"><div class="rbox_m"><div class="comment-box usertype-guest"><span class="comments-vote"><span id="comment-vote-holder-${c.id}"><a href="#" class="vote-good"></a><span class="vote-none">0</span></span></span><a class="comment-anchor" href="#comment-${c.id}" id="comment-${c.id}">#${k + 1}</a> <span class="comment-author">${c.name}</span> <span class="comment-date">2024-05-20 ${clock(c)}</span><div class="comment-body" id="comment-body-${c.id}">${br(c)}</div><span class="comments-buttons"><a href="#" onclick="x">Citovat</a></span></div></div></div></div></div>`,
      )}</div><div id="comments-list-footer"><a class="refresh" href="#">Obnovit seznam komentářů</a></div></div><div id="comments-form-link"></div></div>`,
  },
  {
    name: "TYPO3, an extension for comments",
    language: "de",
    isFlat: true,
    draw: (tops, _v) =>
      `<div class="tx-comments-pi1"><h3 class="tx-comments-comments-heading">Kommentare zu diesem Beitrag</h3>${each(tops, (c) => `<div class="tx-comments-comment-${c.id % 2}"><a name="tx_comments_comment_${c.id}"></a><p class="tx-comments-comment-title"><strong>${c.name}</strong> am 20.05.2024 um ${clock(c)}</p><div class="tx-comments-comment-content">${br(c)}</div></div>`)}<div class="tx-comments-form"><h4>Kommentar hinzufügen</h4><p>* - Pflichtfeld</p></div></div>`,
  },
  {
    name: "heise-like forum list beneath, postings open",
    language: "de",
    draw: (tops, v) =>
      `<section class="comments-wrapper"><header><h2>Forum zum Artikel</h2><p>7 Beiträge</p></header><ol class="thread_list">${each(
        flat(tops),
        (c) =>
          `<li class="posting_element" id="posting_${c.id}"><article class="posting"><div class="posting_top"><h3 class="posting_subject">Re: ${v.title.slice(0, 12)}</h3><ul class="user_info"><li class="user_nick"><span class="pseudonym">${c.name}</span></li><li class="user_rating">mehr als 1000 Beiträge seit 03.02.2009</li></ul><time class="posting_timestamp" datetime="${iso(c)}">20.05.2024 ${clock(c)}</time></div><div class="bbcode_text">${br(c)}</div><div class="posting_bottom"><div class="rating">Bewertung <span>+${c.votes}</span></div><a href="#">${v.reply}</a></div></article></li>`,
      )}</ol></section>`,
    isFlat: true,
  },
  {
    name: "derStandard-like postings",
    language: "de",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="posting-wrap"><article class="posting" data-postingid="${c.id}" data-depth="${c.depth}" data-communityname="${c.name}"><header class="upost-header"><div class="upost-user"><span class="upost-avatar"></span><button class="upost-communityname" data-action="user">${c.name}</button><span class="upost-followercount" title="Follower">${c.votes}</span></div><time class="upost-date js-timestamp" title="20. Mai 2024, ${clock(c)}">20. Mai 2024, ${clock(c)}</time></header><div class="upost-body"><h4 class="upost-title"></h4><p class="upost-text">${br(c)}</p></div><footer class="upost-footer"><button>${v.reply}</button><button>Posting melden</button><span class="ratings-counts"><span>${c.votes}</span><span>0</span></span></footer></article>${kids(c, '<div class="posting-replies">', item, "</div>")}</div>`;
      return `<section id="story-community" class="story-community"><h1 class="forum-header">Forum: 7 Postings</h1><p>Ihre Meinung zählt.</p><div class="forum-postings">${each(tops, item)}</div><p>Die Kommentare von Userinnen und Usern geben nicht notwendigerweise die Meinung der Redaktion wieder.</p></section>`;
    },
  },
  {
    name: "Zeit-like comments",
    language: "de",
    draw: (tops, v) => {
      const item = (c: Told, k: number): string =>
        `<div class="comment-section__item"><article class="comment comment--${c.depth > 0 ? "indented" : "root"} js-comment" id="cid-${c.id}" data-ct-row="comment"><div class="comment__container"><div class="comment-meta"><div class="comment-meta__image"></div><div class="comment-meta__content"><h4 class="comment-meta__name"><a href="/community/users/${c.id}" rel="nofollow">${c.name}</a></h4><a class="comment-meta__date" href="?cid=${c.id}#cid-${c.id}"> #${k + 1} &nbsp;—&nbsp; ${ago(c, v)}</a></div></div><div class="comment__body">${ps(c)}</div><div class="comment__reactions"><a class="comment__reaction" href="#">${v.reply}</a><a class="comment__reaction" href="#">Melden</a><button><span>Empfehlen</span><span>${c.votes}</span></button></div></div></article>${each(c.children, item)}</div>`;
      return `<section class="comment-section" id="comments"><div class="comment-section__head"><h2 class="comment-section__title">7 Kommentare</h2></div><div class="comment-section__body">${each(tops, item)}</div></section>`;
    },
  },
  {
    name: "Le Monde-like contributions",
    language: "fr",
    showsOneLevel: true,
    draw: (tops, v) =>
      `<section class="contributions"><header><h2 class="contributions__title">Contributions (7)</h2><p>Réservé aux abonnés</p></header>${each(
        flat(tops),
        (c) =>
          `<section class="comment ${c.depth > 0 ? "comment--reply" : ""}" data-comment="${c.id}"><header class="comment__header"><p class="comment__author">${c.name}</p><p class="comment__date">20/05/2024 à ${clock(c).replace(":", "h")}</p></header><p class="comment__content">${br(c)}</p><footer><button class="comment__reply">${v.reply}</button> <button>Signaler</button></footer></section>`,
      )}</section>`,
  },
  {
    name: "El País-like comments",
    language: "es",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="c_l_e" data-k="${c.id}"><div class="c_e"><span class="c_e_a"><img alt=""></span><div class="c_e_i"><h4 class="c_e_n">${c.name}</h4><span class="c_e_d">20 may 2024 - ${clock(c)}</span><div class="c_e_t">${ps(c)}</div><div class="c_e_b"><button type="button">${v.reply}</button><button type="button">Compartir</button><button type="button">+${c.votes}</button></div></div></div>${kids(c, '<ul class="c_l _r">', item, "</ul>")}</li>`;
      return `<div id="comentarios" class="c_w"><h3 class="c_h">Comentarios <span>7</span></h3><p>Normas ›</p><ul class="c_l">${each(tops, item)}</ul></div>`;
    },
  },
  {
    name: "Wyborcza-like opinions",
    language: "pl",
    draw: (tops, v) =>
      `<section id="opinions" class="opinions-wrapper"><header><span class="opinions-title">Wszystkie komentarze</span> <span>(7)</span></header><ul class="opinions-list">${each(
        flat(tops),
        (c) =>
          `<li class="cResponse ${c.depth > 0 ? "cResponse--child" : ""}" data-id="${c.id}"><div class="cHead"><span class="cAvatar"></span><span class="cName">${c.name}</span><span class="cDate">20.05.2024, ${clock(c)}</span></div><div class="cBody"><p>${br(c)}</p></div><div class="cBottom"><span class="cVotes">oceniono <b>${c.votes}</b> razy</span><a class="cReply" href="#">${v.reply}</a></div></li>`,
      )}</ul></section>`,
    isFlat: true,
  },
  {
    name: "Coral",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="coral coral-comment coral-indent coral-indent-${c.depth} Comment-root" id="comment-${c.id}" data-testid="comment-comment-${c.id}"><div class="coral coral-comment-topBar Box-root"><button class="coral coral-comment-username coral-username Username-root" aria-expanded="false"><span>${c.name}</span></button><button class="coral coral-comment-timestamp Timestamp-root" title="5/20/2024, ${clock(c)} AM"><time datetime="${c.at.toISOString()}">${ago(c, v)}</time></button>${c.answers === null ? "" : `<div class="coral coral-comment-inReplyTo"><span>In reply to</span> <span class="coral-comment-inReplyTo-username">${v.names[c.answers]}</span></div>`}</div><div class="coral coral-content coral-comment-content HTMLContent-root">${c.paragraphs.map((p) => `<div>${p}</div>`).join("<div><br></div>")}</div><div class="coral coral-comment-actionBar"><button class="coral coral-reactButton coral-comment-reactButton"><i></i><span>Respect</span> <span>${c.votes}</span></button><button class="coral coral-comment-replyButton">${v.reply}</button><button class="coral-comment-shareButton">Share</button><button class="coral-comment-reportButton">Report</button></div></div>${kids(c, '<div class="coral coral-replyList ReplyList-root">', item, "</div>")}`;
      return `<div id="coral_thread"><div id="coral"><div role="tablist" class="coral-tabBar"><button role="tab"><span>Comments</span> <span class="coral-counter">7</span></button></div><div id="comments-allComments-log" role="log" class="coral-stream">${each(tops, item)}</div></div></div>`;
    },
  },
  {
    name: "NUjij-like reactions, hashed classes",
    language: "nl",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="sc-1kx8v"><div class="sc-9fjd2" id="r${c.id}" data-reaction="${c.id}"><div class="sc-ab12 hdr"><span class="sc-avat" aria-hidden="true">${c.name.slice(0, 2).toUpperCase()}</span><div><span class="sc-nm1">${c.name}</span><span class="sc-tm3">${ago(c, v)}</span></div></div><div class="sc-txt9"><p>${br(c)}</p></div><div class="sc-act4"><button aria-label="Respecteer">Respecteer <span>${c.votes}</span></button><button>${v.reply}</button><button>Meld</button></div></div>${kids(c, '<ul class="sc-k4">', item, "</ul>")}</li>`;
      return `<section class="sc-p00"><h2 class="sc-h2t">Alle reacties (7)</h2><div class="sc-sort"><label>Sorteer op</label><button>Nieuwste</button></div><ul class="sc-list1">${each(tops, item)}</ul><button>Toon meer reacties</button></section>`;
    },
  },
];
