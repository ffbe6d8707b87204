import { ago, br, clock, day, each, iso, ps, type System } from "./thread.ts";

/** Boards: their first post may count as the article. */
export const partABoards: readonly System[] = [
  {
    name: "phpBB 3.3",
    language: "nl",
    isFlat: true,
    board: {
      url: "https://www.veerclub.example/viewtopic.php?f=4&t=9121",
      body: 'id="phpbb" class="nojs notouch section-viewtopic ltr"',
    },
    draw: (tops, v) =>
      `<div id="wrap" class="wrap"><div id="page-header"><h1>Veerclub</h1></div><div id="page-body" role="main"><h2 class="topic-title"><a href="./viewtopic.php?f=4&amp;t=9121">${v.title}</a></h2><div class="action-bar bar-top"><div class="pagination">7 berichten • Pagina <strong>1</strong> van <strong>1</strong></div></div>${each(
        tops,
        (c, k) =>
          `<div id="p${c.id}" class="post has-profile ${k % 2 ? "bg1" : "bg2"}"><div class="inner"><dl class="postprofile" id="profile${c.id}"><dt class="has-profile-rank no-avatar"><div class="avatar-container"></div><a href="./memberlist.php?mode=viewprofile&amp;u=${k}" class="username">${c.name}</a></dt><dd class="profile-rank">Schipper</dd><dd class="profile-posts"><strong>Berichten:</strong> <a href="#">41${k}</a></dd><dd class="profile-joined"><strong>Lid geworden op:</strong> 03 jan 2011, 12:00</dd></dl><div class="postbody"><div id="post_content${c.id}"><h3 ${k === 0 ? 'class="first"' : ""}><a href="#p${c.id}">${k === 0 ? "" : "Re: "}${v.title}</a></h3><ul class="post-buttons"><li><a href="./posting.php?mode=quote&amp;p=${c.id}" title="Citeer"><i class="icon fa-quote-left"></i><span>Citeer</span></a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p=${c.id}#p${c.id}"><i></i><span class="sr-only">Bericht</span></a> <span class="responsive-hide">door <strong><a href="./memberlist.php?u=${k}" class="username">${c.name}</a></strong> &raquo; </span><time datetime="${iso(c)}">20 mei 2024, ${clock(c)}</time></p><div class="content">${br(c)}</div><div id="sig${c.id}" class="signature">Varen is leven</div></div></div><div class="back2top"><a href="#top" class="top" title="Omhoog"><span class="sr-only">Omhoog</span></a></div></div></div><hr class="divider" />`,
      )}</div></div>`,
  },
  {
    name: "vBulletin 5",
    language: "en",
    isFlat: true,
    board: {
      url: "https://www.ferryfolk.example/forum/general/9121-ferry-at-night",
      head: '<meta name="generator" content="vBulletin 5.6.4">',
    },
    draw: (tops, v) =>
      `<div id="content"><div class="main-title-wrapper"><h1 class="main-title js-main-title">${v.title}</h1></div><div class="conversation-content"><ul class="conversation-list list-container stream-view thread-view">${each(
        tops,
        (c, k) =>
          `<li data-node-id="${c.id}" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="b-post js-post js-comment-parent"><a class="b-post__anchor" id="post${c.id}"></a><div class="b-post__body js-post__body"><div class="b-post__grid-container"><div class="b-userinfo b-post__grid-userinfo" itemprop="author" itemscope itemtype="http://schema.org/Person"><div class="b-userinfo__avatar"></div><div class="b-userinfo__details"><div class="author h-text-size--14"><strong><a href="/member/${k}" data-userid="${k}"><span itemprop="name">${c.name}</span></a></strong></div><div class="usertitle b-userinfo__title">Senior Member</div><ul class="b-userinfo__additional-info-block"><li class="b-userinfo__additional-info"><label>Join Date:</label> <span>May 2012</span></li><li class="b-userinfo__additional-info"><label>Posts:</label> <span>18${k}</span></li></ul></div></div><div class="b-post__grid-arrow"></div><div class="b-post__content js-post__content"><div class="b-media h-padding"><a class="b-post__count js-show-post-link" href="#post${c.id}">#${k + 1}</a><div class="b-post__timestamp"><time itemprop="dateCreated" datetime='${c.at.toISOString().slice(0, 19)}'>05-20-2024, ${clock(c)} AM</time></div></div><div class="js-post__content-text OLD__post-content-text restore h-wordwrap" itemprop="text">${br(c)}</div></div></div><div class="b-post__footer"><ul><li class="b-post-control">${v.reply}</li><li class="b-post-control">Like</li></ul></div></div></li>`,
      )}</ul></div></div>`,
  },
  {
    name: "XenForo 1.5",
    language: "es",
    isFlat: true,
    board: { url: "https://www.foro-barcas.example/threads/la-barca.9121/", head: "", body: "" },
    draw: (tops, v) =>
      `<div id="XenForo" class="Public"><div class="mainContainer"><div class="titleBar"><h1>${v.title}</h1><p id="pageDescription" class="muted">Tema en '<a href="#">General</a>' iniciado por <a href="#" class="username">${v.names[0]}</a>, <span class="DateTime">20 May 2024</span>.</p></div><ol class="messageList" id="messageList">${each(
        tops,
        (c, k) =>
          `<li id="post-${c.id}" class="message" data-author="${c.name}"><div class="messageUserInfo" itemscope itemtype="http://data-vocabulary.org/Person"><div class="messageUserBlock"><div class="avatarHolder"><a href="members/${k}/" class="avatar"></a></div><h3 class="userText"><a href="members/${k}/" class="username" dir="auto" itemprop="name">${c.name}</a><em class="userTitle" itemprop="title">Miembro activo</em></h3><div class="extraUserInfo"><dl class="pairsJustified"><dt>Se incorporó:</dt><dd>3 Ene 2012</dd></dl><dl class="pairsJustified"><dt>Mensajes:</dt><dd>3.4${k}1</dd></dl></div></div></div><div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">${br(c)}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div><div class="messageMeta ToggleTriggerAnchor"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a href="members/${k}/" class="username author" dir="auto">${c.name}</a>,</span> <a href="threads/9121/#post-${c.id}" title="Enlace Permanente" class="datePermalink"><span class="DateTime" title="20 May 2024 a las ${clock(c)}">20 May 2024</span></a></span></div><div class="publicControls"><a href="#" class="item muted postNumber hashPermalink">#${k + 1}</a></div></div></div></li>`,
      )}</ol></div></div>`,
  },
  {
    name: "XenForo 2",
    language: "sv",
    isFlat: true,
    board: { url: "https://www.batforum.example/threads/farjan.9121/", head: "", body: 'data-template="thread_view"' },
    draw: (tops, v) =>
      `<div class="p-body"><div class="p-title"><h1 class="p-title-value">${v.title}</h1></div><div class="p-description"><ul class="listInline"><li><i title="Trådstartare"></i><span class="u-srOnly">Trådstartare</span><a class="username u-concealed">${v.names[0]}</a></li><li><span class="u-srOnly">Startdatum</span><a class="u-concealed"><time class="u-dt" datetime="2024-05-20T05:12:00+0200">20 maj 2024</time></a></li></ul></div><div class="block-container lbContainer"><div class="block-body js-replyNewMessageContainer">${each(
        tops,
        (c, k) =>
          `<article class="message message--post js-post js-inlineModContainer" data-author="${c.name}" data-content="post-${c.id}" id="js-post-${c.id}" itemscope itemtype="https://schema.org/Comment"><span class="u-anchorTarget" id="post-${c.id}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user" itemprop="author" itemscope itemtype="https://schema.org/Person"><div class="message-avatar"></div><div class="message-userDetails"><h4 class="message-name"><a href="/members/x.${k}/" class="username" itemprop="url"><span itemprop="name">${c.name}</span></a></h4><h5 class="userTitle message-userTitle" itemprop="jobTitle">Medlem</h5></div><div class="message-userExtras"><dl class="pairs pairs--justified"><dt>Gick med</dt><dd>3 jan 2012</dd></dl></div></section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="/threads/9121/post-${c.id}" rel="nofollow" itemprop="url"><time class="u-dt" datetime="${iso(c)}" itemprop="datePublished">20 maj 2024</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="#" rel="nofollow">#${k + 1}</a></li></ul></header><div class="message-content js-messageContent"><div class="message-userContent lbContainer" data-lb-caption-desc="${c.name} · 20 maj 2024"><article class="message-body js-selectToQuote"><div itemprop="text"><div class="bbWrapper">${br(c)}</div></div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div></div><footer class="message-footer"><div class="message-actionBar actionBar"><div class="actionBar-set"><a class="actionBar-action actionBar-action--reply">${v.reply}</a></div></div></footer></div></div></div></article>`,
      )}</div></div></div>`,
  },
  {
    name: "MyBB",
    language: "it",
    isFlat: true,
    board: { url: "https://www.traghetti.example/showthread.php?tid=9121" },
    draw: (tops, v) =>
      `<div id="container"><div id="content"><div id="posts"><table border="0" class="tborder tfixed"><tr><td class="thead"><div><strong>${v.title}</strong></div></td></tr><tr><td id="posts_container"><div id="posts">${each(
        tops,
        (c, k) =>
          `<a name="pid${c.id}" id="pid${c.id}"></a><div class="post classic" id="post_${c.id}"><div class="post_author scaleimages"><strong><span class="largetext"><a href="member.php?action=profile&amp;uid=${k}">${c.name}</a></span></strong> <img src="offline.png" title="Offline" alt="Offline" class="buddy_status"><br><span class="smalltext">Senior Member<br>****<br></span><span class="smalltext"><br>Messaggi: 31${k}<br>Discussioni: 12<br>Registrato: Jan 2011</span></div><div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="#pid${c.id}">#${k + 1}</a></strong></div><span class="post_date">20-05-2024, ${clock(c)} <span class="post_edit" id="edited_by_${c.id}"></span></span></div><div class="post_body scaleimages" id="pid_${c.id}">${br(c)}</div><div class="post_meta" id="post_meta_${c.id}"></div></div><div class="post_controls"><div class="postbit_buttons author_buttons float_left"><a href="#" class="postbit_find"><span>Cerca</span></a></div><div class="postbit_buttons post_management_buttons float_right"><a href="#" class="postbit_quote postbit_mirage"><span>${v.reply}</span></a></div></div></div>`,
      )}</div></td></tr></table></div></div></div>`,
  },
  {
    name: "Invision Community 4",
    language: "pl",
    isFlat: true,
    board: {
      url: "https://www.promy.example/topic/9121-prom/",
      body: 'class="ipsApp ipsApp_front" data-pageApp="forums"',
    },
    draw: (tops, v) =>
      `<div id="ipsLayout_body"><div class="ipsPageHeader"><h1 class="ipsType_pageTitle ipsContained_container"><span class="ipsType_break">${v.title}</span></h1><p>Przez <a>${v.names[0]}</a>, 20 Maja</p></div><div data-controller="core.front.core.commentFeed" class="cTopic ipsClear"><h2 class="ipsType_sectionTitle">7 odpowiedzi w tym temacie</h2><div data-role="commentFeed">${each(
        tops,
        (c, k) =>
          `<a id="comment-${c.id}"></a><article id="elComment_${c.id}" class="cPost ipsBox ipsResponsive_pull ipsComment ipsComment_parent ipsClearfix ipsColumns"><div class="cAuthorPane cAuthorPane_mobile"></div><aside class="ipsComment_author cAuthorPane ipsColumn"><h3 class="ipsType_sectionHead cAuthorPane_author"><strong><a href="/profile/${k}-x/" title="Profil">${c.name}</a></strong></h3><ul class="cAuthorPane_info ipsList_reset"><li data-role="photo"></li><li data-role="group">Użytkownicy</li><li data-role="stats"><ul><li><a href="#"><i></i> 41${k}</a></li></ul></li></ul></aside><div class="ipsColumn ipsColumn_fluid ipsMargin:none"><div id="comment-${c.id}_wrap" class="ipsComment_content ipsType_medium" data-commentID="${c.id}"><div class="ipsComment_meta ipsType_light"><div class="ipsFlex"><a href="?do=findComment&comment=${c.id}" class="ipsType_blendLinks">Napisano <time datetime='${c.at.toISOString().slice(0, 19)}Z' title="20.05.2024 ${clock(c)}" data-short='20 maj'>20 Maja</time></a></div></div><div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_normal ipsType_richText ipsPadding_bottom ipsContained">${ps(c)}</div><div class="ipsItemControls"><ul class="ipsComment_controls"><li data-ipsQuote-multiQuote><button>Cytuj</button></li></ul></div></div></div></div></article>`,
      )}</div></div></div>`,
  },
  {
    name: "Discourse for crawlers",
    language: "en",
    isFlat: true,
    board: {
      url: "https://discuss.ferryfolk.example/t/ferry-at-night/9121",
      head: '<meta name="generator" content="Discourse 3.2.0 - https://github.com/discourse/discourse version 1">',
      body: 'class="crawler"',
    },
    draw: (tops, v) =>
      `<header><a href="/">Ferryfolk</a></header><div id="main-outlet" class="wrap" role="main"><div id="topic-title"><h1><a href="/t/ferry-at-night/9121">${v.title}</a></h1><div class="topic-category"><span class="badge-category">General</span></div></div><div itemscope itemtype='http://schema.org/DiscussionForumPosting'><meta itemprop='headline' content='${v.title}'>${each(
        tops,
        (c, k) =>
          `<div id='post_${k + 1}' ${k === 0 ? "" : "itemprop='comment' itemscope itemtype='http://schema.org/Comment'"} class='topic-body crawler-post'><div class='crawler-post-meta'><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel='nofollow' href='/u/x${k}'><span itemprop='name'>${c.name}</span></a> (${c.name.split(" ")[0]} Real)</span><link itemprop="mainEntityOfPage" href="/t/9121"><span class="crawler-post-infos"><time itemprop='datePublished' datetime='${c.at.toISOString()}' class='post-time'>${day(c, v)}, ${clock(c)}am</time><meta itemprop='dateModified' content='${c.at.toISOString()}'><span itemprop='position'>${k + 1}</span></span></div><div class='post' itemprop='text'>${ps(c)}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="1"/><span class='post-likes'>${c.votes} Likes</span></div></div>`,
      )}</div><div id="related-topics" class="more-topics__list" role="complementary"><h3>Related topics</h3><table><tr><td><a href="/t/other/1">Other boats</a></td><td>12</td><td>March 3, 2024</td></tr></table></div></div>`,
  },
  {
    name: "Flarum",
    language: "fr",
    isFlat: true,
    board: { url: "https://forum.bacs.example/d/9121-bac" },
    draw: (tops, v) =>
      `<div id="app" class="App"><div id="content" class="App-content"><div class="DiscussionPage"><header class="Hero DiscussionHero"><div class="container"><ul class="DiscussionHero-items"><li class="item-title"><h2 class="DiscussionHero-title">${v.title}</h2></li></ul></div></header><div class="PostStream">${each(
        tops,
        (c, k) =>
          `<div class="PostStream-item" data-index="${k}" data-time="${c.at.toISOString()}" data-number="${k + 1}" data-id="${c.id}" data-type="comment"><article class="CommentPost Post"><div><header class="Post-header"><ul><li class="item-user"><div class="PostUser"><h3 class="PostUser-name"><a href="/u/x${k}"><span class="Avatar">${c.name[0]!.toUpperCase()}</span> <span class="username">${c.name}</span></a></h3></div></li><li class="item-meta"><div class="Dropdown PostMeta"><a class="Dropdown-toggle"><time pubdate datetime="${c.at.toISOString()}" title="lundi 20 mai 2024 ${clock(c)}" data-humantime>${ago(c, v)}</time></a></div></li></ul></header><div class="Post-body">${ps(c)}</div><aside class="Post-actions"><ul><li class="item-reply"><button class="Button Button--link">${v.reply}</button></li><li class="item-like"><button>J'aime</button></li></ul></aside><footer class="Post-footer"></footer></div></article></div>`,
      )}</div></div></div></div>`,
  },
  {
    name: "Vanilla",
    language: "en",
    isFlat: true,
    board: {
      url: "https://www.ferries.example/discussion/9121/ferry-at-night",
      body: 'id="vanilla_discussion_index" class="Vanilla Discussion isDesktop"',
    },
    draw: (tops, v) => {
      const inner = (c: (typeof tops)[number], k: number): string =>
        `<div class="Item-Header CommentHeader"><div class="AuthorWrap"><span class="Author"><a title="x" href="/profile/${k}" class="PhotoWrap"></a><a href="/profile/${k}" class="Username js-userCard">${c.name}</a></span><span class="AuthorInfo"><span class="MItem RoleTitle">✭✭✭</span></span></div><div class="Meta CommentMeta CommentInfo"><span class="MItem DateCreated"><a href="/discussion/comment/${c.id}/#Comment_${c.id}" class="Permalink" rel="nofollow"><time title="${day(c, v)} ${clock(c)}AM" datetime="${iso(c)}">May 20</time></a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent">${ps(c)}</div><div class="Reactions"><a class="Hijack ReactButton">Like</a> <span>${c.votes}</span></div></div></div>`;
      return `<div id="Frame"><div class="MessageList Discussion"><div id="Item_0" class="PageTitle pageHeadingBox isLarge"><h1>${v.title}</h1></div><div id="Discussion_9121" class="Item ItemDiscussion isOriginalPost"><div class="Discussion">${inner(tops[0]!, 0)}</div></div></div><div class="CommentsWrap"><div class="DataBox DataBox-Comments"><h2 class="CommentHeading">Comments</h2><ul class="MessageList DataList Comments">${each(tops.slice(1), (c, k) => `<li class="Item ItemComment Role_Member" id="Comment_${c.id}"><div class="Comment">${inner(c, k + 1)}</div></li>`)}</ul></div></div></div>`;
    },
  },
  {
    name: "WoltLab Suite",
    language: "de",
    isFlat: true,
    board: {
      url: "https://www.faehrleute.example/forum/thread/9121-faehre/",
      body: 'id="tpl_wbb_thread" data-template="thread" data-application="wbb"',
    },
    draw: (tops, v) =>
      `<section id="main" class="main" role="main"><header class="contentHeader messageGroupContentHeader wbbThread"><div class="contentHeaderTitle"><h1 class="contentTitle"><span>${v.title}</span></h1><ul class="inlineList contentHeaderMetaData"><li><a class="userLink">${v.names[0]}</a></li><li><time class="datetime" datetime="2024-05-20T05:12:00+02:00">20. Mai 2024</time></li></ul></div></header><ul class="wbbThreadPostList messageList">${each(
        tops,
        (c, k) =>
          `<li class="anchorFixedHeader"><article id="post${c.id}" class="wbbPost message messageSidebarOrientationLeft userOnlineGroupMarking3" data-post-id="${c.id}" itemprop="comment" itemscope itemtype="http://schema.org/Comment"><meta itemprop="datePublished" content="${iso(c)}"><aside role="presentation" class="messageSidebar member" itemprop="author" itemscope itemtype="http://schema.org/Person"><div class="messageAuthor"><div class="messageAuthorContainer"><a href="/user/${k}/" class="username userLink" itemprop="url"><span itemprop="name">${c.name}</span></a></div><div class="userTitle"><span class="badge userTitleBadge">Matrose</span></div></div><div class="userCredits"><dl class="plain dataList"><dt>Beiträge</dt><dd>1.20${k}</dd></dl></div></aside><div class="messageContent"><header class="messageHeader"><div class="messageHeaderBox"><ul class="messageHeaderMetaData"><li><a rel="nofollow" href="#post${c.id}" class="permalink messagePublicationTime"><time datetime="${iso(c)}" class="datetime" data-date="20. Mai 2024">20. Mai 2024</time></a></li></ul></div><ul class="messageQuickOptions"><li><a href="#" class="jsTooltip wbbPostShareButton">#${k + 1}</a></li></ul></header><div class="messageBody"><div class="messageText" itemprop="text">${ps(c)}</div></div><footer class="messageFooter"><div class="messageSignature"><div>Immer eine Handbreit Wasser unterm Kiel</div></div><ul class="messageFooterButtons buttonList"><li class="jsReportPost"><a class="button"><span>Inhalt melden</span></a></li><li class="jsQuoteMessage"><a class="button"><span>Zitieren</span></a></li></ul></footer></div></article></li>`,
      )}</ul></section>`,
  },
];
