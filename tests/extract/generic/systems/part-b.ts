import type { Told } from "../threads/thread.ts";
import { ago, br, clock, day, each, flat, iso, ps, type System } from "./thread.ts";

const kids = (told: Told, open: string, draw: (told: Told, k: number) => string, close: string): string =>
  told.children.length === 0 ? "" : `${open}${each(told.children, draw)}${close}`;

/** Boards, link pages, weblogs, embedded systems and papers' own; written when the rules had been mended by the first part. */
export const partB: readonly System[] = [
  {
    name: "vBulletin 4",
    language: "nl",
    isFlat: true,
    board: {
      url: "https://www.bootjes.example/forum/showthread.php/9121-Veerpont",
      head: '<meta name="generator" content="vBulletin 4.2.3" />',
    },
    draw: (tops, v) =>
      `<div class="above_body"><h2>Bootjesforum</h2></div><div class="body_wrapper"><div id="pagetitle" class="pagetitle"><h1>Discussie: <span class="threadtitle"><a href="showthread.php/9121">${v.title}</a></span></h1></div><div id="postlist" class="postlist restrain"><ol id="posts" class="posts">${each(
        tops,
        (c, k) =>
          `<li class="postbitlegacy postbitim postcontainer old" id="post_${c.id}"><div class="posthead"><span class="postdate old"><span class="date">20-05-24,&nbsp;<span class="time">${clock(c)}</span></span></span><span class="nodecontrols"><a name="post${c.id}" href="#post${c.id}" class="postcounter">#${k + 1}</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><div class="popupmenu memberaction"><a class="username offline popupctrl" href="member.php/${k}" title="${c.name} is offline"><strong>${c.name}</strong></a></div></div><span class="usertitle">Senior Member</span><dl class="userinfo_extra"><dt>Lid sinds</dt><dd>Jan 2011</dd><dt>Berichten</dt><dd>1.31${k}</dd></dl></div><div class="postbody"><div class="postrow"><h2 class="title icon">Re: ${v.title}</h2><div class="content"><div id="post_message_${c.id}"><blockquote class="postcontent restore">${br(c)}</blockquote></div></div></div></div></div><div class="postfoot"><div class="textcontrols floatcontainer"><span class="postcontrols"><a class="newreply" href="newreply.php?p=${c.id}" rel="nofollow">Reactie met citaat</a></span></div></div></li>`,
      )}</ol></div></div>`,
  },
  {
    name: "SMF 2.1",
    language: "de",
    isFlat: true,
    board: {
      url: "https://www.binnenschiff.example/index.php?topic=9121.0",
      body: 'id="chrome" class="action_messageindex board_3"',
    },
    draw: (tops, v) =>
      `<div id="wrapper"><div id="display_head" class="information"><h2 class="display_title"><span id="top_subject">${v.title}</span></h2><p>Begonnen von ${v.names[0]}, 20. Mai 2024, 05:12</p></div><div id="forumposts"><form>${each(
        tops,
        (c, k) =>
          `<div class="windowbg" id="msg${c.id}"><div class="post_wrapper"><div class="poster"><h4><a href="index.php?action=profile;u=${k}" title="Profil von">${c.name}</a></h4><ul class="user_info"><li class="membergroup">Vollmatrose</li><li class="postcount">Beiträge: 41${k}</li><li class="gender">Geschlecht</li></ul></div><div class="postarea"><div class="keyinfo"><div id="subject_${c.id}" class="subject_title subject_hidden"><a href="?msg=${c.id}" rel="nofollow">Antw:${v.title}</a></div><div class="postinfo"><span class="messageicon"></span><a href="?msg=${c.id}" rel="nofollow" class="smalltext">20. Mai 2024, ${clock(c)}</a><span class="spacer"></span><span class="page_number floatright">#${k}</span></div></div><div class="post"><div class="inner" data-msgid="${c.id}" id="msg_${c.id}">${br(c)}</div></div><div class="under_message"><ul class="quickbuttons"><li><a>Zitieren</a></li></ul></div></div><div class="moderatorbar"><div class="signature" id="msg_${c.id}_signature">Ahoi zusammen</div></div></div></div><hr class="post_separator">`,
      )}</form></div></div>`,
  },
  {
    name: "Slashdot",
    language: "en",
    draw: (tops, _v) => {
      const item = (c: Told): string =>
        `<li id="tree_${c.id}" class="comment contain full"><div id="comment_status_${c.id}" class="commentstatus"></div><div id="comment_${c.id}" class="cw"><div id="comment_top_${c.id}" class="commentTop newcomment"><div class="title"><h4><a id="comment_link_${c.id}" name="comment_link_${c.id}" href="//x.example/comments.pl?sid=1&cid=${c.id}">${c.depth ? "Re:" : ""}Boats</a> <span id="comment_score_${c.id}" class="score">(Score:<a href="#">${c.votes}</a>, Insightful)</span></h4></div><div class="details"><span class="by">by <a href="//x.example/~u${c.id}">${c.name}</a> ( <span class="uid"><a href="//x.example/~u${c.id}">${c.id}</a></span> )</span> <span class="otherdetails" id="comment_otherdetails_${c.id}">on Monday May 20, 2024 @${clock(c)}AM (<a href="#">#${c.id}</a>)</span></div></div><div class="commentBody"><div id="comment_body_${c.id}">${ps(c)}</div></div><div class="commentSub" id="comment_sub_${c.id}"><span class="nbutton"><p><b><a href="#">Reply to This</a></b></p></span></div></div>${kids(c, `<ul id="commtree_${c.id}">`, item, "</ul>")}</li>`;
      return `<a name="comments"></a><div id="commentwrap"><div class="commentBoxLinks"><span class="totals"><b>7</b> comments</span></div><ul id="commentlisting" class="d2">${each(tops, item)}</ul></div>`;
    },
  },
  {
    name: "Hacker News of today",
    language: "en",
    draw: (tops, v) =>
      `<table class='comment-tree' border='0'>${each(
        flat(tops),
        (c) =>
          `<tr class='athing comtr' id='${c.id}'><td><table border='0'><tr><td class='ind' indent='${c.depth}'><img src="s.gif" height="1" width="${c.depth * 40}"></td><td valign="top" class="votelinks"><center><a id='up_${c.id}' href='vote?id=${c.id}'><div class='votearrow' title='upvote'></div></a></center></td><td class="default"><div style="margin-top:2px; margin-bottom:-10px;"><span class="comhead"><a href="user?id=x${c.id}" class="hnuser">${c.name}</a> <span class="age" title="${c.at.toISOString().slice(0, 19)} ${c.at.getTime() / 1000}"><a href="item?id=${c.id}">${ago(c, v)}</a></span> <span id="unv_${c.id}"></span><span class='navs'> | <a href="#1" class="clicky" aria-hidden="true">parent</a> | <a href="#2" class="clicky">next</a> <a class="togg clicky" id="${c.id}" n="2" href="javascript:void(0)">[–]</a></span></span></div><br><div class="comment"><div class="commtext c00">${c.paragraphs.join("<p>")}</div><div class='reply'><p><font size="1"><u><a href="reply?id=${c.id}">reply</a></u></font></div></div></td></tr></table></td></tr>`,
      )}</table>`,
  },
  {
    name: "MetaFilter",
    language: "en",
    isFlat: true,
    draw: (tops) =>
      `<div id="posts"><div class="copy">7 comments total</div>${each(
        tops,
        (c) =>
          `<a name="${c.id}"></a><div class="comments" id="c${c.id}">${c.paragraphs.join("<br><br>")}<br><span class="smallcopy">posted by <a href="https://x.example/user/${c.id}" target="_self">${c.name}</a> at <a href="/1/x#${c.id}" target="_self">${clock(c)} AM</a> on May 20, 2024  <span id="fav${c.id}">[<a href="#" title="2 users marked this as favorite">${c.votes} favorites</a>]</span> </span></div><br>`,
      )}<div class="comments"><a href="/1">« Older</a> | <a href="/3">Newer »</a></div></div>`,
  },
  {
    name: "LWN",
    language: "en",
    draw: (tops, _v) => {
      const item = (c: Told): string =>
        `<a name="Comm${c.id}"></a><details class="CommentBox" open><summary><h3 class="CommentTitle">Boats</h3><p class="CommentPoster"> Posted May 20, 2024 ${clock(c)} UTC (Mon) by <b>${c.name}</b> (guest, #${c.id}) [<a href="/Articles/${c.id}/">Link</a>] ${c.answers === null ? "" : `(1 responses)`}</p></summary><div class="FormattedComment">${ps(c)}</div><div class="CommentReplyButton"><form action="/Articles/${c.id}/comment" method="post"><input type="submit" value="Reply to this comment"></form></div>${each(c.children, item)}</details>`;
      return `<div class="CommentTree"><hr>${each(tops, item)}</div><p>Copyright © 2024, Eklektix-like</p>`;
    },
  },
  {
    name: "Ars-like promoted discussion",
    language: "en",
    isFlat: true,
    draw: (tops, v) =>
      `<div id="comments" class="comments-list-wrap"><h2>7 Reader Comments</h2><div class="reader-comments">${each(
        tops,
        (c) =>
          `<div class="comment-tile" data-post="${c.id}"><div class="flex"><a href="https://x.example/members/${c.id}" class="avatar"><img alt=""></a><div><a class="text-orange" href="https://x.example/members/${c.id}">${c.name}</a> <span class="rank">Ars Scholae-like</span></div><div class="grow"></div><a href="#post-${c.id}"><time datetime="${iso(c)}">${day(c, v)} at ${clock(c)} am</time></a></div><div class="comment-content post-content">${ps(c)}</div><div class="votes"><span class="up">${c.votes}</span> (<span>9</span> / <span>-2</span>)</div></div>`,
      )}</div></div>`,
  },
  {
    name: "The Register-like forum",
    language: "en",
    draw: (tops) => {
      const item = (c: Told): string =>
        `<div class="post_wrap"><div id="c_${c.id}" class="post forum_post ${c.depth ? "reply" : ""}" data-post_id="${c.id}"><div class="post_icon"></div><div class="post_info"><a href="#c_${c.id}"><time class="date" data-epoch="${c.at.getTime() / 1000}">Monday 20th May 2024 ${clock(c)} GMT</time></a> <a class="author" href="/Author/${c.id}"> <strong class="author">${c.name}</strong></a> <img class="vulture_badge" alt="Silver badge"></div><h4>${c.depth ? "Re: " : ""}Boats</h4><div class="body">${ps(c)}</div><div class="post_footer"><a class="vote_button" href="#"><span>${c.votes}</span></a> <a href="#"><span>0</span></a> <a href="#">Reply</a> <a href="#">Report abuse</a></div></div>${kids(c, '<div class="replies">', item, "</div>")}</div>`;
      return `<div id="forum"><div class="forum_header"><h2>Ferry at Eelwick</h2><span>7 posts</span></div>${each(tops, item)}</div>`;
    },
  },
  {
    name: "Techdirt-like",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="cmt ${c.depth ? "indent" : ""} comment even depth-${c.depth + 1}" id="comment-${c.id}"><div class="cmthdr"><div class="cmtheadimg">${`<img alt="" src="g.png">`}</div><span class="comment-author vcard"><b class="fn">${c.name}</b></span> <span class="says">says:</span> <div class="comment-meta commentmetadata"><a href="#comment-${c.id}"> ${day(c, v)} at ${clock(c)} am</a></div></div><h3 class="cmttitle">${c.depth ? "Re:" : ""}</h3><div class="comment-content">${ps(c)}</div><div class="reactions"><a class="insightful" href="#">Insightful</a> <a href="#">Funny</a> <a href="#">Flag</a></div><div class="reply"><a class="comment-reply-link" href="#">Reply</a> <a href="#">View in chronology</a></div>${kids(c, '<div class="children">', item, "</div>")}</div>`;
      return `<div id="comments"><h2>Comments on &ldquo;${v.title}&rdquo;</h2><div class="comment-list">${each(tops, item)}</div></div>`;
    },
  },
  {
    name: "Blogger, contempo",
    language: "es",
    draw: (tops, _v) => {
      const item = (c: Told): string =>
        `<li class="comment" id="c${c.id}00"><div class="avatar-image-container"><img alt="" src="b.gif"></div><div class="comment-block"><div class="comment-header"><cite class="user blog-author"><a href="https://www.blogger.com/profile/${c.id}" rel="nofollow">${c.name}</a></cite><span class="icon user blog-author"></span><span class="datetime secondary-text"><a rel="nofollow" href="?showComment=${c.id}#c${c.id}">20 de mayo de 2024, ${clock(c)}</a></span></div><p class="comment-content">${br(c)}</p><span class="comment-actions secondary-text"><a class="comment-reply" target="_self" data-comment-id="${c.id}">Responder</a><span class="item-control blog-admin"><a href="#">Eliminar</a></span></span></div><div class="comment-replies"><div id="c${c.id}-rt" class="comment-thread inline-thread"><span class="thread-toggle thread-expanded"><span class="thread-arrow"></span><span class="thread-count"><a target="_self">Respuestas</a></span></span><ol id="c${c.id}-ra" class="thread-chrome thread-expanded"><div>${each(c.children, item)}</div><div class="continue"><a class="comment-reply">Responder</a></div></ol></div></div></li>`;
      return `<section class="comments embed" data-num-comments="7" id="comments"><h3 class="title">7 comentarios:</h3><div id="Blog1_comments-block-wrapper"><div class="comments-content"><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol id="top-ra">${each(tops, item)}</ol></div></div></div></div></section>`;
    },
  },
  {
    name: "LiveJournal",
    language: "pl",
    draw: (tops, v) =>
      `<div id="comments" class="b-grove"><div class="b-xylem"><span class="b-xylem-cell-amount">7 komentarzy</span></div><div class="b-tree b-tree-root">${each(
        flat(tops),
        (c) =>
          `<div id="t${c.id}" class="b-tree-twig b-tree-twig-${c.depth + 1}" style="margin-left: ${c.depth * 30}px"><div class="p-comment b-leaf comment-wrap" data-tid="t${c.id}" data-username="x${c.id}"><div class="b-leaf-inner"><div class="b-leaf-header"><div class="b-leaf-userpic"><img alt=""></div><div class="b-leaf-details"><h4 class="b-leaf-subject"></h4><div class="b-leaf-username"><span class="b-leaf-username-name"><span class="ljuser i-ljuser"><a href="https://x.example/profile" class="i-ljuser-profile"><img alt=""></a><a href="https://x${c.id}.example/" class="i-ljuser-username"><b>${c.name}</b></a></span></span></div><div class="b-leaf-meta"><span class="b-leaf-createdtime">Maj 20 2024, ${clock(c)}:18 UTC</span></div></div></div><div class="b-leaf-article">${br(c)}</div><div class="b-leaf-footer"><ul class="b-leaf-actions"><li class="b-leaf-actions-item b-leaf-actions-reply"><a href="#">${v.reply}</a></li><li><a href="#">Wątek</a></li></ul></div></div></div></div>`,
      )}</div></div>`,
  },
  {
    name: "Substack",
    language: "en",
    draw: (tops, _v) => {
      const item = (c: Told): string =>
        `<div class="comment"><div id="comment-${c.id}" class="comment-anchor"></div><div role="article" aria-label="Comment by ${c.name}" class="pencraft pc-display-flex pc-flexDirection-row comment-content"><div class="pencraft"><a href="https://x.example/profile/${c.id}" class="user-head"><div class="profile-img-wrap"><img alt="${c.name}'s avatar"></div></a></div><div class="pencraft pc-display-flex"><div class="pencraft comment-meta"><span class="weight-medium pencraft"><a href="https://x.example/profile/${c.id}-x" class="link-x">${c.name}</a></span><a class="pencraft size-11" href="https://p.example/p/ferry/comment/${c.id}" title="May 20, 2024, ${clock(c)} AM">May 20</a></div><div class="pencraft comment-body"><div class="comment-expandable"><p><span>${c.paragraphs.join("</span></p><p><span>")}</span></p></div></div><div class="pencraft comment-actions"><a class="pencraft">Like (${c.votes})</a><a class="pencraft">Reply</a><a class="pencraft">Share</a></div></div></div>${kids(c, '<div class="comment-list"><div class="comment-list-collapser"></div><div class="comment-list-items">', item, "</div></div>")}</div>`;
      return `<div class="comments-section"><h4>Discussion about this post</h4><div class="tabs"><button>Comments</button><button>Restacks</button></div><div class="comment-list-container"><div class="comment-list post-page-root-comment-list"><div class="comment-list-items">${each(tops, item)}</div></div></div></div>`;
    },
  },
  {
    name: "Medium responses",
    language: "en",
    isFlat: true,
    draw: (tops, v) =>
      `<div class="ab q mt"><h2 class="be kl">Responses (7)</h2><button class="k">See all responses</button>${each(
        tops,
        (c) =>
          `<div class="l"><div class="nx ny"><div class="ab"><a href="https://x.example/@u${c.id}?source=post_page-----responses"><div class="l fj"><img alt="${c.name}"></div></a><div class="nz"><a class="af ag" href="https://x.example/@u${c.id}"><p class="be b gz">${c.name}</p></a><div class="ab oa"><p class="be b bf">${day(c, v)}</p></div></div></div><div class="ob"><pre class="oc"><div class="be b dw"><p>${c.paragraphs.join("</p><p>")}</p></div></pre></div><div class="od ab"><button><svg></svg></button><span>${c.votes}</span><button>Reply</button></div></div></div>`,
      )}</div>`,
  },
  {
    name: "OpenWeb",
    language: "fr",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="spcv_list-item" data-message-id="cm_${c.id}"><div class="components-MessageLayout-index__message-view"><article class="spcv_messageLayout src-components-Message-Message__root" aria-label="Commentaire de ${c.name}"><div class="components-MessageDetails-index__root"><button class="src-components-Username__root" data-spot-im-class="message-username"><span class="src-components-Username-Username__name" data-testid="username">${c.name}</span></button><span class="components-MessageDetails-index__separator">·</span><time data-spot-im-class="message-timestamp" class="components-MessageDetails-index__timestamp">${ago(c, v)}</time></div><div data-spot-im-class="message-text" class="components-MessageContent-components-text-text__text">${ps(c)}</div><div class="components-MessageActions-index__root"><button>${v.reply}</button><button aria-label="vote"><span>${c.votes}</span></button><button>Partager</button></div></article>${kids(c, '<ul class="spcv_children-list">', item, "</ul>")}</div></li>`;
      return `<div id="spotim-specific" data-spot-im-module-default-area="conversation"><div class="spcv_root"><div class="spcv_conversation"><div class="spcv_header"><h2 class="spcv_title">Conversation</h2><span class="spcv_commentCount">7 commentaires</span></div><ul class="spcv_messages-list" aria-label="Liste des commentaires">${each(tops, item)}</ul></div></div></div>`;
    },
  },
  {
    name: "Viafoura",
    language: "en",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<article class="vf3-comment vf-comment-container" id="vf-${c.id}-c"><header class="vf-comment-header"><div class="vf-avatar"></div><div class="vf-comment-header__heading"><span class="vf-comment-header__username"><button class="vf-username vf-button">${c.name}</button></span><time class="vf-comment-header__timestamp vf-date-created" title="May 20, 2024 ${clock(c)}">${ago(c, v)}</time></div></header><div class="vf-comment-body vf3-comment__body"><div class="vf-comment-html vf-comment-html__full">${ps(c)}</div></div><ul class="vf-actions"><li><button class="vf-comment-reply__button">Reply</button></li><li><button>Like <span class="vf-like-count">${c.votes}</span></button></li><li><button>Flag</button></li></ul>${kids(c, '<div class="vf-child-comments vf-replies">', item, "</div>")}</article>`;
      return `<div class="viafoura"><vf-widget class="vf-comments vf3-comments"><section class="vf-comments__wrapper"><h2 class="vf3-conversations__title">Join the Conversation</h2><div class="vf3-counts">7 Comments</div><div class="vf-comments__list">${each(tops, item)}</div></section></vf-widget></div>`;
    },
  },
  {
    name: "Hyvor Talk",
    language: "de",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="comment ht-comment" id="ht-comment-${c.id}"><div class="comment-inner"><div class="left"><div class="ht-avatar"></div></div><div class="right"><div class="top"><button class="name">${c.name}</button><span class="dot">·</span><a class="date" href="#ht-comment-${c.id}" title="20.5.2024, ${clock(c)}">${ago(c, v)}</a></div><div class="body"><div class="content">${ps(c)}</div></div><div class="footer"><button class="upvote"><span>${c.votes}</span></button><button class="reply-button">${v.reply}</button></div></div></div>${kids(c, '<div class="replies">', item, "</div>")}</div>`;
      return `<hyvor-talk-comments><div class="ht-wrap"><div class="ht-title">7 Kommentare</div><div class="comments-list">${each(tops, item)}</div></div></hyvor-talk-comments>`;
    },
  },
  {
    name: "Commento",
    language: "sv",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div id="commento-comment-card-${c.id}abcdef012" class="commento-card" style="border-left: 3px solid #ccc"><div class="commento-header"><div class="commento-options"><button title="Svara" class="commento-option-button commento-option-reply"></button></div><div class="commento-avatar">${c.name[0]!.toUpperCase()}</div><div class="commento-name">${c.name}</div><div class="commento-subtitle"><div class="commento-score">${c.votes} poäng</div><div class="commento-timeago" title="${c.at.toUTCString()}">${ago(c, v)}</div></div></div><div id="commento-comment-contents-${c.id}abcdef012"><div id="commento-comment-body-${c.id}abcdef012" class="commento-body"><div>${ps(c)}</div></div>${kids(c, `<div id="commento-comment-children-${c.id}abcdef012" class="commento-card-children">`, item, "</div>")}</div></div>`;
      return `<div id="commento" class="commento-root"><div class="commento-main-area"><div class="commento-comments">${each(tops, item)}</div></div></div>`;
    },
  },
  {
    name: "Isso",
    language: "fr",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="isso-comment" id="isso-${c.id}" data-hash="a1"><div class="isso-avatar"><svg></svg></div><div class="isso-text-wrapper"><div role="meta" class="isso-comment-header"><span class="isso-author">${c.name}</span><span class="isso-spacer">•</span><a class="isso-permalink" href="#isso-${c.id}"><time title="${day(c, v)} ${clock(c)}" datetime="${c.at.toISOString().slice(0, 10)}">${ago(c, v)}</time></a><span class="isso-note"></span></div><div class="isso-text">${ps(c)}</div><div class="isso-comment-footer"><a class="isso-upvote" href="#"><svg></svg></a><span class="isso-votes">${c.votes}</span><a class="isso-reply" href="#">${v.reply}</a></div><div class="isso-follow-up">${each(c.children, item)}</div></div></div>`;
      return `<section id="isso-thread"><h4 class="isso-thread-heading">7 commentaires</h4><div class="isso-postbox"></div><div id="isso-root">${each(tops, item)}</div></section>`;
    },
  },
  {
    name: "Remark42",
    language: "cs",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="thread ${c.depth ? "thread_indented" : ""}" role="listitem"><article class="comment root__comment ${c.depth ? "comment_type_child" : ""} comment_view_normal" id="remark42__comment-${c.id}f00d-1a2b" style=""><div class="comment__info"><img class="avatar comment__avatar"><span role="button" class="comment__username comment__username_clickable">${c.name}</span><a href="#remark42__comment-${c.id}" class="comment__time">20.05.2024 v ${clock(c)}</a>${c.answers === null ? "" : `<a class="comment__link-to-parent" href="#remark42__comment-1" title="x"></a>`}<span class="comment__score"><button></button><span class="comment__score-value" title="x">${c.votes}</span></span></div><div class="comment__body"><div class="comment__text raw-content">${ps(c)}</div><div class="comment__actions comment-actions"><button class="comment__action">${v.reply}</button></div></div></article>${each(c.children, item)}</div>`;
      return `<div id="remark42"><div class="root"><div class="root__main"><div role="heading">7 komentářů</div><div class="root__threads" role="list">${each(tops, item)}</div></div></div></div>`;
    },
  },
  {
    name: "giscus",
    language: "en",
    draw: (tops, v) => {
      const one = (c: Told, cls: string): string =>
        `<div class="${cls}"><div class="gsc-comment-header ${c.depth ? "gsc-reply-header" : ""}"><div class="gsc-comment-author ${c.depth ? "gsc-reply-author" : ""}"><a rel="nofollow noopener" href="https://github.example/u${c.id}" class="gsc-comment-author-avatar"><img class="rounded-full" alt="@u"><span class="link-primary">${c.name}</span></a><a rel="nofollow" href="https://github.example/d#c-${c.id}" class="link-secondary"><time title="May 20, 2024, ${clock(c)} AM" datetime="${c.at.toISOString()}">${ago(c, v)}</time></a></div></div><div dir="auto" class="markdown gsc-comment-content ${c.depth ? "gsc-reply-content" : ""}">${ps(c)}</div><div class="gsc-comment-footer"><div class="gsc-comment-reactions"><button class="gsc-upvote-button"><span class="gsc-upvote-count">${c.votes}</span></button></div></div></div>`;
      return `<div class="gsc"><main class="gsc-main"><div class="gsc-comments"><div class="gsc-header"><h4 class="gsc-comments-count">7 comments</h4><em class="gsc-replies-count">· 3 replies</em></div><div class="gsc-timeline">${each(tops, (c) => `<div class="gsc-comment">${one(c, "gsc-comment-frame")}<div class="gsc-replies">${each(flat(c.children), (r) => `<div class="gsc-reply" id="r-${r.id}">${one(r, "gsc-reply-frame")}</div>`)}</div></div>`)}</div></div></main></div>`;
    },
    isFlat: true,
  },
  {
    name: "a plugin of a social network",
    language: "it",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="UFIImageBlockContent _42ef clearfix"><div class="clearfix"><div class="_3-8y"><span class="_2iiq"><a class="UFICommentActorName" target="_blank" href="https://www.face.example/people/x/${c.id}">${c.name}</a></span><span class="_4q1v"> · </span></div><div class="_30o4"><span><span class="_5mdd"><span>${br(c)}</span></span></span></div><div class="_2vq9 fsm fwn fcg"><a href="#">Mi piace</a> · <a href="#">Rispondi</a> · <span>${c.votes}</span> · <a class="uiLinkSubtle" href="#"><abbr class="UFISutroCommentTimestamp livetimestamp" data-utime="${c.at.getTime() / 1000}" title="20 maggio 2024">${ago(c, v)}</abbr></a></div></div>${kids(c, '<div class="_44ri _2pis">', item, "</div>")}</div>`;
      return `<div class="fb-comments"><div class="_56q9"><div class="_2pi8"><span class="_50f7">7 commenti</span></div><div class="_4uym">${each(tops, (c) => `<div class="_3-8y _5nz1 clearfix">${item(c)}</div>`)}</div></div></div>`;
    },
  },
  {
    name: "Spiegel-like debate",
    language: "de",
    isFlat: true,
    draw: (tops, _v) =>
      `<section data-area="comments" class="bg-shade"><header><h2>Diskutieren Sie mit</h2><p>7 Beiträge</p></header>${each(
        tops,
        (c) =>
          `<div class="border-b pb-24" data-component="Post"><div class="flex items-center"><div class="w-32 h-32 rounded-full"></div><div><span class="font-sansUI font-bold">${c.name}</span><span class="text-shade-dark"> ${c.at.getUTCDate()}.05.2024, ${clock(c)} Uhr</span></div></div><div class="RichText leading-normal">${ps(c)}</div><div class="flex justify-between"><button>Antworten</button><button>Melden</button></div></div>`,
      )}</section>`,
  },
  {
    name: "taz-like",
    language: "de",
    draw: (tops) => {
      const item = (c: Told): string =>
        `<li class="member left" id="bb_message_${c.id}"><a name="bb_message_${c.id}"></a><a href="#bb_message_${c.id}" class="author person"><h4>${c.name}</h4></a><em><time datetime="${iso(c)}">20. Mai, ${clock(c)} Uhr</time></em><div class="objlink nolead">${ps(c)}</div><ul class="actions"><li><a href="#" class="reply">antworten</a></li><li><a href="#">melden</a></li></ul>${kids(c, '<ul class="thread">', item, "</ul>")}</li>`;
      return `<div class="sect sect_commentlinks"><h3>7 Kommentare</h3><p>meistkommentiert</p><ul class="sectbody thread">${each(tops, item)}</ul></div>`;
    },
  },
  {
    name: "Corriere-like",
    language: "it",
    isFlat: true,
    draw: (tops) =>
      `<div class="wrapper-commenti"><p class="title-commenti">COMMENTI (7)</p><div class="lista">${each(
        tops,
        (c) =>
          `<div class="box-commento"><p class="info-commento"><span class="data">20 maggio 2024 | ${clock(c)}</span> <span class="nick">${c.name}</span></p><p class="testo">${br(c)}</p><p class="azioni"><a href="#">Rispondi</a> <a href="#">Segnala</a> <span class="like">${c.votes}</span></p></div>`,
      )}</div></div>`,
  },
  {
    name: "Onet-like",
    language: "pl",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<div class="k_comment" id="k_c_${c.id}"><div class="k_commentBody"><span class="k_nickName">${c.name}</span> <span class="k_date">dzisiaj, ${clock(c)}</span><p class="k_content">${br(c)}</p><div class="k_vote"><span>${c.votes}</span> <span>-1</span></div><a class="k_reply">${v.reply}</a> <a>Zgłoś do moderacji</a></div>${kids(c, '<div class="k_replies">', item, "</div>")}</div>`;
      return `<div id="forum-komentarze"><h3>Komentarze <em>(7)</em></h3>${each(tops, item)}</div>`;
    },
  },
  {
    name: "Público-like",
    language: "pt",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<li class="comment" data-comment-id="${c.id}"><div class="comment__inner"><div class="comment__meta"><span class="comment__avatar"></span><h5 class="comment__author"><a href="/utilizador/perfil/${c.id}">${c.name}</a></h5><span class="comment__reputation comment__reputation--r3" title="Moderador"><i></i></span><span class="comment__location">Almada</span><time class="dateline comment__dateline" datetime="${c.at.toISOString().slice(0, 19)}">20.05.2024 ${clock(c)}</time></div><div class="comment__content"><p>${br(c)}</p></div><div class="comment__actions"><button class="comment__reply-button">${v.reply}</button><button>Concordo ${c.votes}</button></div></div>${kids(c, '<ul class="comments__list comments__list--children">', item, "</ul>")}</li>`;
      return `<section id="comments" class="comments"><header><h3 class="comments__title">7 Comentários</h3></header><ul class="comments__list">${each(tops, item)}</ul></section>`;
    },
  },
  {
    name: "DN-like, a Danish debate",
    language: "da",
    draw: (tops, v) =>
      `<section class="debat"><h2>Debat (7)</h2>${each(
        flat(tops),
        (c) =>
          `<div class="debat-indlaeg" style="padding-left:${c.depth * 24}px"><div class="debat-top"><strong>${c.name}</strong> <span>20. maj 2024 kl. ${clock(c).replace(":", ".")}</span></div><div class="debat-tekst">${ps(c)}</div><div class="debat-bund"><a href="#">${v.reply}</a> <a href="#">${v.report}</a> <span>${c.votes} anbefalinger</span></div></div>`,
      )}</section>`,
  },
  {
    name: "Tumblr-like notes with words",
    language: "en",
    isFlat: true,
    draw: (tops, v) =>
      `<div id="notes"><h3>7 replies</h3><ol class="notes">${each(
        tops,
        (c) =>
          `<li class="note reply tumblelog_x with_commentary"><a class="avatar_frame" href="https://x.example/"><img class="avatar" alt=""></a><span class="action" data-post-url="#"><a href="https://x.example/" class="tumblelog" rel="nofollow" title="x">${c.name}</a> <span>${ago(c, v)}</span></span><blockquote><a href="#">${c.paragraphs.join(" ")}</a></blockquote></li>`,
      )}</ol></div>`,
  },
  {
    name: "StackExchange-like answers and remarks",
    language: "en",
    isFlat: true,
    board: { url: "https://ferries.stackex.example/questions/9121/ferry-at-night" },
    draw: (tops, v) => {
      const user = (c: Told, k: number): string =>
        `<div class="user-info" itemprop="author" itemscope itemtype="http://schema.org/Person"><div class="user-action-time"><a href="/posts/${c.id}/timeline">${k === 0 ? "asked" : "answered"} <span title="${c.at.toISOString().slice(0, 19).replace("T", " ")}Z" class="relativetime">May 20 at ${clock(c)}</span></a></div><div class="user-details"><a href="/users/${k}/x">${c.name}</a><span class="d-none" itemprop="name">${c.name}</span><div class="-flair"><span class="reputation-score">1,23${k}</span><span title="2 gold badges"><span class="badge1"></span><span class="badgecount">2</span></span></div></div></div>`;
      const post = (c: Told, k: number): string =>
        `<div id="${k === 0 ? "question" : `answer-${c.id}`}" class="${k === 0 ? "question" : "answer js-answer"}" data-${k === 0 ? "question" : "answer"}id="${c.id}" ${k === 0 ? "" : 'itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"'}><div class="post-layout"><div class="votecell"><div class="js-vote-count" itemprop="upvoteCount">${c.votes}</div></div><div class="${k === 0 ? "postcell" : "answercell"} post-layout--right"><div class="s-prose js-post-body" itemprop="text">${ps(c)}</div><div class="mt24"><div class="js-post-menu"><a class="js-share-link">Share</a> <a>Improve this answer</a> <button>Follow</button></div><div class="post-signature">${user(c, k)}</div></div></div></div></div>`;
      return `<div id="content"><div itemscope itemtype="https://schema.org/QAPage"><div id="question-header"><h1 itemprop="name"><a href="/questions/9121/x">${v.title}</a></h1></div>${post(tops[0]!, 0)}<div id="answers"><div id="answers-header"><h2 class="mb0" data-answercount="6">6 Answers</h2></div>${each(tops.slice(1), (c, k) => post(c, k + 1))}</div></div></div>`;
    },
  },
  {
    name: "Piano-like, custom elements",
    language: "da",
    draw: (tops, v) => {
      const item = (c: Told): string =>
        `<pn-comment data-id="${c.id}"><div slot="head"><span slot="name">${c.name}</span><time datetime="${c.at.toISOString()}">${ago(c, v)}</time></div><div slot="text">${ps(c)}</div><div slot="tools"><button>${v.reply}</button><button>${v.like} ${c.votes}</button></div>${kids(c, "<pn-replies>", item, "</pn-replies>")}</pn-comment>`;
      return `<pn-comments><h3>Kommentarer (7)</h3>${each(tops, item)}</pn-comments>`;
    },
  },
];
