/** Lines that stand among an article's paragraphs and are none of its text, in the languages we read. */

const another =
  "read (?:more|also|next|now|on|the full)|also read|more (?:from|on|about|stories|news|coverage|to read)|see (?:also|more)|related(?: (?:articles?|stories|story|content|coverage|news|posts?|links?|topics?|reading|video))?|recommended(?: (?:for you|reading|stories))?|" +
  "you (?:may|might) (?:also )?(?:like|be interested|enjoy)|don'?t miss|must[- ]read|further reading|keep reading|continue reading|watch(?: (?:now|more|also|below|next))?|listen(?: (?:now|to))?|up next|trending(?: now)?|most (?:read|popular)|editor'?s picks?|story continues|what to read next|in case you missed it|top stories|latest (?:news|stories)|" +
  "lees (?:ook|meer|verder|hier)|meer (?:over|lezen|nieuws|weten)|zie ook|bekijk ook|luister ook|gerelateerd(?:e artikelen)?|ook interessant|aanbevolen|" +
  "lesen sie (?:auch|hier|mehr|dazu)|lies (?:auch|hier|mehr)|mehr (?:zum thema|zu|lesen|dazu|von|aus|über)|(?:das könnte|dies könnte)(?: sie| dich)? (?:auch )?interessieren|auch interessant|siehe auch|weiterlesen|zum thema|passend dazu|weitere (?:artikel|themen|informationen|meldungen|nachrichten)|lesetipps?|hier (?:lesen|geht)|empfehlungen|das interessiert|" +
  "(?:à|a) lire(?: aussi| également| sur)?|lire (?:aussi|également|la suite|plus)|voir aussi|pour aller plus loin|sur le même (?:sujet|thème)|écouter aussi|à voir aussi|(?:nos )?articles? liés?|" +
  "leggi (?:anche|tutto|pure)|vedi anche|guarda (?:anche|il video)|ti potrebbe interessare|potrebbe interessarti|approfondisci|articoli correlati|" +
  "lee también|leer (?:más|también)|te (?:puede|podría) interesar|(?:ver|mira|vea|lea) (?:también|más|además)|más (?:información|noticias|sobre)|noticias? relacionadas?|relacionad[oa]s?|además|te recomendamos|" +
  "leia (?:também|mais|ainda)|veja (?:também|mais)|saiba mais|ler (?:mais|também)|mais (?:sobre|notícias)|relacionad[oa]s|" +
  "czytaj (?:także|również|też|więcej|dalej)|zobacz (?:także|również|też|więcej)|przeczytaj (?:także|również|też)|polecamy|więcej (?:o|na)|" +
  "läs (?:också|även|mer)|les (?:også|mer|hele)|læs (?:også|mere)|se (?:også|även|mer)|hør også|lue (?:myös|lisää)|katso myös|relaterat|relatert|mest lest|" +
  "читайте(?: также| ещё| еще)?|читать (?:также|далее|ещё)|смотрите также|также по теме|по теме|читайте також|дивіться також|" +
  "ilgili haber(?:ler)?|bunlar da ilginizi çekebilir|ayrıca (?:bakınız|okuyun)|daha fazla|okumaya devam|" +
  "baca (?:juga|selengkapnya)|lihat juga|simak juga|xem thêm|đọc thêm|関連(?:記事|リンク|ニュース)?|あわせて読みたい|続きを読む|関連기사|관련(?: ?기사)|相关(?:阅读|新闻)|延伸閱讀|اقرأ أيضا|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें";

const invitation =
  "(?:please )?(?:click|tap) here|sign up|subscribe|get (?:the|our|more) .{0,40}(?:app|newsletter|inbox|updates|news)|download (?:the|our)|join (?:our|us|the conversation)|follow (?:us|@|\\w+ on)|like us|support (?:us|our)|donate|become a (?:member|subscriber)|already a subscriber|log ?in|register|advertisement|sponsored|story continues below|article continues|scroll (?:down|to)|share (?:this|on|via|your)|print(?: this)?|e-?mail (?:this|us)|comments?$|leave a comment|have a (?:tip|story)|send (?:us )?(?:tips|your)|contact (?:us|the author|the reporter)|got a tip|this (?:article|story|post|content) (?:was|is|has been) (?:originally |first )?(?:published|produced|created|sponsored|provided)|originally published|" +
  "advertentie|abonneer|schrijf je in|meld je aan|volg ons|deel dit|reageer|word (?:lid|abonnee)|" +
  "anzeige|werbung|newsletter|abonnieren|jetzt (?:abonnieren|anmelden|lesen|registrieren|testen|bestellen)|folgen sie uns|folge uns|teilen|kommentare?$|zur startseite|" +
  "publicité|abonnez|inscrivez|suivez[- ]nous|partager|je m'abonne|" +
  "pubblicità|iscriviti|seguici|abbonati|condividi|" +
  "publicidad|suscríbete|síguenos|regístrate|compartir|únete|" +
  "publicidade|inscreva|siga|assine|compartilh|" +
  "subskrybuj|zapisz się|reklama|annonse|annons|mainos|annonce|реклама|подпис(?:ывайтесь|ка)|підпис(?:уйтесь|атися)|abone ol|bizi takip|takip et|daftar|ikuti|langganan|dapatkan";

const colophon =
  "©|\\(c\\) ?\\d{4}|copyright|all rights reserved|alle rechten voorbehouden|alle rechte vorbehalten|tous droits réservés|tutti i diritti|todos los derechos|todos os direitos|wszelkie prawa|все права|source ?:|sources ?:|bron(?:nen)? ?:|quellen? ?:|fonte ?:|fuente ?:|źródło|kaynak ?:|источник ?:|sumber ?:|责任编辑|责编|来源 ?[:：]|來源 ?[:：]|出典 ?[:：]|출처 ?[:：]|πηγή ?:|المصدر ?:|स्रोत ?:|" +
  "photos?(?: credits?)? ?[:/]|photo by|photograph ?:|image(?: credits?)? ?[:/]|credits? ?:|foto'?s? ?[:/]|bild(?:quelle)? ?[:/]|titelbild ?:|crédits? ?:|picture ?:|pictured ?:|video ?:|" +
  "published(?: on| at)? ?:?|updated(?: on| at)? ?:?|posted(?: on| in)? ?:?|first published|last (?:updated|modified)|gepubliceerd|laatst (?:bijgewerkt|gewijzigd)|bijgewerkt|veröffentlicht|aktualisiert|stand ?:|publié|mis à jour|pubblicato|aggiornato|publicado|actualizado|atualizado|opublikowano|aktualizacja|опубликовано|обновлено|güncelleme|" +
  "tags? ?:|topics? ?:|themen ?:|schlagw[oö]rt|keywords? ?:|filed under|categor(?:y|ies) ?:|labels ?:|etiquetas ?:|теги|mots[- ]clés|" +
  "min(?:ute)?s? read|reading time|leestijd|lesezeit|lesedauer|temps de lecture|" +
  "editing by|reporting by|editor ?:|disclaimer ?:|disclosure ?:|correction policy|(?:ftc|note) ?: we use";

export const pointsElsewhere = new RegExp(`^[\\s\\p{P}\\p{S}]*(?:${another})(?![\\p{L}])`, "iu");
export const invites = new RegExp(`^[\\s\\p{P}\\p{S}]*(?:${invitation})`, "iu");
export const isColophon = new RegExp(`^[\\s\\p{P}]*(?:${colophon})`, "iu");
/** A file name or address alone, a counter, marks without a word. */
export const isDebris =
  /^(?:\S+\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34])|https?:\/\/\S+|[\d\s.,:/|()+\-–—•·*#&]+|[\p{P}\p{S}\s]+|<[^>]{0,400}>.*|\[\/?[a-z_-]+(?:\s[^\]]*)?\].*|close|loading|\.\.\.)$/iu;
/** The notice where an embedded video or post waits for leave to load, or a page asks for its cookies. */
export const asksConsent =
  /(?<!\p{L})(?:wir und|we and|nous et|nosotros y|noi e|wij en|nós e|my i|vi och|vi og|biz ve|мы и)\s.{0,24}\d\s.{0,24}(?:partner|partenaire|socio|parceir|ortağı|партн)|extern(?:e[rnms]?|al)?\s+(?:inhalte?|content|media)|third[- ]party content|contenu externe|contenid[oa]s? extern|contenut[oi] estern|drittplattform|einverstanden, dass mir|(?:accept|allow|enable|akzeptiere|accepter|aceptar|accetta|accepteer)\w*\s(?:all |alle |les |las |tutti i )?cookies|(?:this|our|de|unsere|notre|nuestra|questo)\s(?:web)?site\s(?:uses|gebruikt|verwendet|nutzt|utilise|usa|utiliza)\scookies|(?:uses|gebruik(?:t|en)|verwende[nt]|nutz(?:t|en)|utilis\w+|utiliz\w+|usiamo|używa\w*|stosuje\w*|utilizziamo|brug(?:er|t)|använder|bruker|käyttää|používá\w*|kullan\w+)\s(?:\p{L}+\s)?(?:cookie|ciasteczk|çerez|evästei)|çerez/iu;
