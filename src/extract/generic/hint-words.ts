/** What an element's tag, role, class and id say about its content. One bit each; several may hold. */
export const hint = {
  navigation: 1 << 0,
  advertisement: 1 << 1,
  share: 1 << 2,
  related: 1 << 3,
  newsletter: 1 << 4,
  comments: 1 << 5,
  byline: 1 << 6,
  caption: 1 << 7,
  hidden: 1 << 8,
  aside: 1 << 9,
  consent: 1 << 10,
  authorBox: 1 << 11,
  legal: 1 << 12,
  content: 1 << 13,
  lead: 1 << 14,
  tags: 1 << 15,
  social: 1 << 16,
  control: 1 << 17,
  footer: 1 << 18,
  header: 1 << 19,
  infobox: 1 << 20,
  headline: 1 << 21,
} as const;

/** A word stands for itself and its plural, between separators; `*` lets the name run on. */
function names(...words: string[]): readonly string[] {
  return words.join(" ").split(/\s+/);
}

/** Which words in a class or id give which hint. */
export const vocabulary: readonly (readonly [hint: number, words: readonly string[]])[] = [
  [
    hint.navigation,
    names(
      "nav* menu* breadcrumb* crumb* crumbs pager pagination paging pagenav* toolbar skip-link* skiplink* sitemap topbar",
      "next-post prev-post post-nav* previous-next site-header siteheader masthead subnav navbar jump-link* toc table-of-contents",
      "inhaltsverzeichnis sommaire indice-contenidos search-form searchform search-box",
    ),
  ],
  [
    hint.advertisement,
    names(
      "ad ads adv advert* adslot* adunit* ad-unit* adbox* adsense adsbygoogle adwrap* adcontainer* ad-container* ad-slot* dfp gpt*",
      "sponsor* banner* promo* promotion* affiliate* outbrain* taboola* revcontent zergnet advertentie* werbung anzeige* publicidad",
      "publicite* pubblicita* reklama* reklam annonse* annons inread teads merch* commerce-unit product-card* shopping* deals-box",
      "native-ad* partner-content* paid-content* adblock* amzn*",
    ),
  ],
  [
    hint.share,
    names(
      "share* sharing* sharebar* sharedaddy addthis* addtoany* shariff* sociable social social-links* social-share* social-buttons* social-icons* social-bar* social-holder* article-social*",
      "socialshare* share-buttons* bookmark* print-button email-button post-actions article-actions article-tools* article-toolbar",
      "actionbar action-bar teilen partager compartir condividi delen likes like-button reactions-bar",
    ),
  ],
  [
    hint.related,
    names(
      "related* relacionad* recommend* recirc* similar* more-from* more-news* more-stories* more-articles* more-posts* morefrom* read-more* readmore*",
      "read-next* readnext* also-read* alsoread* see-also* seealso* lees-ook* leesook* lees-meer* siehe-auch mehr-zum* zum-thema",
      "a-lire* lire-aussi* leggi-anche* lee-tambien* te-puede-interesar trending* popular* most-read* mostread* most-viewed* meistgelesen*",
      "teaser* latest-* recent-post* recentpost* recent-articles* topnews* top-stories* topstories* next-article* up-next* upnext* yarpp*",
      "jp-relatedposts keep-reading* further-reading* linklist* link-list* in-other-news inline-story* storylist* story-list* dossier-link*",
      "crosslink* cross-link* article-list* articlelist* post-list* news-list* newslist* card-list* cards suggestion* suggested*",
      "must-read* mustread* editors-pick* editor-pick* playlist* carousel* swiper* slick* recommendation* explore-more* story-package*",
      "internal-link* read-also* baca-juga* weiterlesen* zum-weiterlesen* mehr-lesen* relateds voir-aussi* contentpass readalso*",
    ),
  ],
  [
    hint.newsletter,
    names(
      "newsletter* subscri* signup* sign-up* optin* opt-in* mailchimp* mc4wp* mc-embed* abonnement* abo abos abo-* registration* register-*",
      "call-to-action cta donate* donation* spende* support-us support-box membership* become-a-member app-promo* download-app whatsapp-*",
      "telegram-* follow-us* followus* google-news* alert-signup push-* contribution* paywall* piano* regwall* login* log-in*",
    ),
  ],
  [
    hint.comments,
    names(
      "comment* kommentar* comentario* commentaire* reactie* reaction-list* disqus* livefyre* spotim* spot-im* openweb* coral* respond",
      "discussion* leserbrief* kommentti* commenti commento komment* opinie-lista yorum* replies reply-list* viafoura* forum-link*",
      "talk-stream* facebook-comments fb-comments hyvor* commento* remark42* isso-thread utteranc* giscus* lesermeinung*",
    ),
  ],
  [
    hint.byline,
    names(
      "byline* by-line* dateline* publish-date* published* pubdate* pub-date* post-date* postdate* post-meta* postmeta* entry-meta*",
      "entry-utility* entry-info* article-meta* articlemeta* meta-data* metadata* metabar meta post-info* postinfo* article-info* articleinfo* article-date* posted-on*",
      "timestamp* date date-time datetime time-* entry-date* last-updated* updated-at modified reading-time* readtime* read-time* lesezeit* author author-name* authors",
      "autor autoren auteur autore credits credit-line story-meta* article-credit* article-header-meta* info-line* views-count pageviews views",
    ),
  ],
  [
    hint.caption,
    names(
      "caption* figcaption* wp-caption* image-credit* photo-credit* picture-credit* imgcredit* img-credit* credit copyright-image*",
      "bildunterschrift* bildnachweis* legende* onderschrift* bijschrift* didascalia pie-de-foto piefoto gallery* slideshow* lightbox*",
      "placeholder* image-wrap* wrapper-image* article-image* image-container* image-holder* image-box* img-wrap* img-container* photo-container* picture-wrap* image-source* image-copyright* photo-by photographer media-credit* mediacredit* image-description* image-info*",
      "video-player* videoplayer* audio-player* audioplayer* media-player* jw-* jwplayer* vjs* video-info* video-caption* bilderstrecke*",
    ),
  ],
  [
    hint.hidden,
    names(
      "sr-only visually-hidden visuallyhidden screen-reader* screenreader* hidden-print print-only printonly only-print noprint-hide a11y-hidden u-hidden invisible",
      "rollover-[a-z-]*block* rollover-block* hovercard* flyout-[a-z-]* popover-[a-z-]* tooltip-[a-z-]* tooltiptext",
    ),
  ],
  [
    hint.aside,
    names(
      "sidebar* side-bar* sidecolumn aside rail right-rail* rightrail* left-rail* rightcol* right-col* right-column* leftcol* left-col* left-column*",
      "sidecol* side-col* widget* complementary marginalia* secondary tertiary",
    ),
  ],
  [
    hint.consent,
    names(
      "cookie* consent* gdpr* ccpa* privacy-* onetrust* didomi* cmpbox* cmpwrapper* cmp(?=-)(?!-+(?:text|title|container|article|content|contentfragment|experiencefragment|paragraph|body|head|rich|rte|intro|lead|quote|list|image|embed|accordion|download))* sourcepoint* usercentrics* cookiebot* overlay* modal* popup* pop-up* dialog tooltip* toast* lightbox-content offcanvas*",
    ),
  ],
  [
    hint.authorBox,
    names(
      "author-box* authorbox* author-bio* authorbio* author-info* author-card* author-desc* author-profile* about-author* about-the-author* aboutauthor*",
      "author-details* author-section* author-block* bio biography bio-* contributor* writer-* profile-box* vcard post-author* entry-author* autorenbox*",
      "article-author* articleauthor* author-footer* author-wrap* author-container* autor-box* autorbox* guest-author* about-authors",
    ),
  ],
  [
    hint.legal,
    names(
      "copyright* copy-right disclaimer* disclosure* legal* imprint impressum terms correction-policy license licence rights trust-project* editorial-standards* editorial-policy*",
    ),
  ],
  [
    hint.content,
    names(
      "article-body* articlebody* article-content* articlecontent* article-text* articletext* article-main* entry-content* entrycontent post-content* postcontent*",
      "post-body* postbody* post-text* story-body* storybody* story-content* storycontent* story-text* storytext body-copy bodycopy body-text* bodytext* body-content*",
      "main-content* maincontent main-article* page-content* content-body* content-text* contenttext contentbody news-text* news-content* news-body* newstext newsbody rich-text* richtext* text-body*",
      "articulo-cuerpo cuerpo-noticia cuerpo articolo-testo testo-articolo artikeltext artikel-text* artikel-inhalt artikel-body* field-name-body field-body",
      "field--name-body article__body* article__content* article_body* article_content* article_text* paragraph* wysiwyg* td-post-content prose detail-text* text-content* texto* corps-article single-content* blog-content*",
    ),
  ],
  [
    hint.lead,
    names(
      "lead lede* standfirst* subhead* sub-head* subheadline* sub-headline* subtitle* sub-title* deck dek* intro introduction teaser-text excerpt* summary* article-summary* chapo* chapeau* sommario",
      "vorspann* anriss* entradilla* bajada* sumario* ingress* lead-text* leadtext* article-lead* article-intro* articleintro* article-lede* article-description* abstract* catch-line kurzfassung description*",
    ),
  ],
  [
    hint.tags,
    names(
      "tag tags tag-list* taglist* tag-cloud* tagcloud* tags-list* tags-links taglinks post-tags* entry-tags* article-tags* keyword* topics topic-list* topic-tags* post-categories* cat-links cat-list* category categories category-list* schlagwort* schlagwoerter* etiquetas labels hashtags",
    ),
  ],
  [
    hint.social,
    names(
      "twitter-tweet* tweet* twitter-embed* instagram-media* instagram-embed* fb-post* facebook-post* tiktok-embed* tiktok* bluesky-embed* reddit-embed* social-embed* embed-* embedded-* oembed* social-media-post* mastodon-embed*",
    ),
  ],
  [
    hint.control,
    names(
      "button* btn tooltip* tab-list tabs-nav vote* voting rating* rate-* star-rating* poll* quiz* survey* umfrage* like-* feedback* report-error* fehler-melden* reporterr* font-sizer* fontsizer* textsizer* listen* audio-* vorlesen* read-aloud* skip",
    ),
  ],
  [
    hint.footer,
    names(
      "footer* site-footer* page-footer* colophon bottom-bar footnote-links article-footer* post-footer* entry-footer*",
    ),
  ],
  [hint.header, names("header site-header* page-header* article-header* post-header* entry-header* story-header*")],
  [
    hint.infobox,
    names(
      "infobox* info-box* factbox* fact-box* faktenbox* kasten* sidenote* key-facts* box-info* highlight-box* zusatzinfo* hintergrund-box*",
    ),
  ],
  [
    hint.headline,
    names(
      "headline* title* article-title* entry-title* post-title* kicker* overline* dachzeile* spitzmarke* roofline eyebrow* section-label*",
    ),
  ],
];
