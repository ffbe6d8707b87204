/** Stems by which class names and ids speak of reader comments, in the languages of the systems we know. */
const stem =
  "comment(?:aire|o|i|ary)?|cmnt|cmt|comentari[oi]?|reactie|kommentar|kommentti|komentar(?:z)?|komment|koment|yorum|koment[aá]r|leserbrief|lesermeinung|readercomment|gastenboek";

/** A class token, or the word before the number of an id, that may name one comment. */
export const itemToken = new RegExp(`(?:^|[-_])(?:${stem})(?:$|(?:er|e|s)?[-_])`, "i");
/** Words that name posts of any kind: comments only where the page is a thread. */
export const weakToken =
  /^(?:[a-z]{1,4}[-_])?(?:reaction|reaktion|opinie|opinion|meinung|respuesta|svar|antwort|vastaus|diskussion|risposta|réponse|reponse|guestbook|post|message|reply|answer|response|posting|bericht|beitrag|discussion|feedback|post-?bit|postbitlegacy|post-?container|postcontainer|topic-post|crawler-post|post-?row|forum-?post|windowbg2?|cPost|ipsComment)/i;
/** Parts and neighbours of comments that bear the same stem. */
export const notAnItem =
  /form|respond|(?:^|[-_])(?:count|counter|top|sub|foot|bottom|head|link|links|button|btn|icon|header|heading|title|meta|author|date|time|avatar|name|nav|navigation|pagination|policy|rules|guidelines|notice|login|toggle|bubble|number|num|total|area|section|container|list|thread|wrapper|holder|box-title|action|actions|footer|reply-link|replybox|ad|ads|teaser|promo|subscribe|feed|status|closed|open|disabled|enabled|moderation|sort|filter|tabs?)(?:$|[-_])|recent|latest|popular|related|testimonial|review|ticker|live-?blog|newsletter|opinion-?(?:article|teaser|piece)/i;

/** Heading of a comment section, with or without their number. */
export const sectionHeading = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:\\d[\\d.,\\s]*|no|one|een|geen|ein|keine|un|une|aucun|nessun|sin|nenhum|brak|ingen|ei)\\s+)?(?:all[ae]?\\s|все\\s|όλα\\sτα\\s|τα\\s|みんなの|読者の|皆様の|网友|讀者|读者|用户|全部|全部の|전체\\s?|독자\\s?|पाठकों की\\s|आपकी\\s|wszystkie\\s|tutti\\s(?:i\\s)?|tod[oa]s\\s(?:[ol][ao]?s\\s)?|tou(?:te)?s\\s(?:les\\s)?|v[šs]echny\\s|user\\s|reader\\s?|läsarnas\\s|læsernes\\s|lesernes\\s|readers['’]?\\s|recent\\s|neueste\\s|leser|gebruikers|the\\s|de\\s|les\\s|los\\s|i\\s|your\\s)?` +
    `(?:comments?|replies|reply|responses?|discussion|thoughts? on|feedback|remarks|reacties?|opmerkingen|reageer|discussie|kommentare?|reaktionen|antworten|diskussion|beiträge|meinungen|lesermeinungen|commentaires?|réactions?|réponses?|vos réactions|comentarios?|respuestas?|opiniones|commenti|commento|risposte|reazioni|comentários?|respostas|komentarze?|komentarzy|opinie|odpowiedzi|kommentarer?|svar|debatt?e?|débat|dibattito|dyskusja|answers|antwoorden|kommentit|kommenttia|keskustelu|комментари(?:и|й|ев|я)|отзывы|обсуждение|ответы|коментар(?:і|ів|ь)|yorum(?:lar)?|yanıtlar|komentar|komentáře|komentářů|diskuse|příspěvky|inlägg|indlæg|innlegg|postings|contributions|hozzászólás(?:ok)?|σχόλια|коментари|コメント|ご意見|评论|評論|留言|댓글|(?:ال)?تعليقات(?:\\s(?:القراء|الزوار|المستخدمين))?|(?:ال)?ردود|تعليق|תגובות(?:\\s(?:הגולשים|הקוראים|גולשים|קוראים))?|टिप्पणिया[ँं]|टिप्पणी|प्रतिक्रियाए[ँं]|join the (?:conversation|discussion)|have your say|praat mee|diskutieren sie mit|diskutiere mit|participez à la discussion|únete a la conversación|partecipa alla discussione|participe da conversa|dołącz do dyskusji|weź udział w dyskusji|delta i debatten)` +
    `(?:\\s*(?:zu|on|to|bij|op|sur|à|a|su|em|do|til|på|к|na)\\s.{0,200})?\\s*[:(（]?\\s*[\\d.,\\s]*(?:件|条|條|개)?[)）]?[^\\p{L}\\p{N}]*$`,
  "iu",
);

const whoComments =
  "readers?|lezers?|lesers?|leser(?:innen)?|lecteurs?|lectores?|lettori|czytelnik(?:ów|a)|leitores|läsar(?:e|nas)|leser(?:nes?|ne)|lukijoiden|читател(?:ей|и)|okur(?:lar)?";
const whatTheyGive =
  "comments?|conversation|discussion|opinions?|reacties?|lezersreacties|meningen|kommentare?|leserstimmen|meinungen|lesermeinungen|leserkommentare|diskussion|réactions?|commentaires?|avis|opiniones|comentarios|commenti|opinioni|opinie|komentarze|opini(?:ão|ões)|comentários|kommentarer|åsikter|inlägg|indlæg|innlegg|kommentit|komentář[eů]?|diskuse|příspěvk[yů]|postings?|beiträge|contributions|answers|antwoorden|debatt?e?|débat|dibattito|dyskusja|discussione|discusión|discussão|komentarz[ey]|wpis(?:y|ów)|odpowiedzi|replies|responses|antworten|respuestas|réponses|risposte|комментари(?:и|ев)|мнения|yorumlar";
const parts = `(?:${whatTheyGive})(?![\\p{L}])`;
/**
 * A heading that speaks of comments and gives their number behind or before the word, or says that they are readers':
 * "Join the conversation (6)", "Leserstimmen (6)", "6 opiniones de lectores".
 */
export const countedHeading = new RegExp(
  `(?<!\\p{L})${parts}.{0,40}[\\s(:·]\\d{1,5}\\)?[^\\p{L}\\p{N}]*$|^\\D{0,60}(?<!\\d)\\d{1,5}\\s+${parts}[^\\p{L}\\p{N}]*$|^[^\\p{L}\\p{N}]*\\d{1,5}\\s+${parts}.{1,20}(?<!\\p{L})(?:${whoComments})(?!\\p{L})`,
  "iu",
);

/** What buttons and links in a comment say. */
export const controlText = new RegExp(
  "^[^\\p{L}\\p{N}]*(?:(?:reply|reply to .{1,40}|answer|respond|quote|report(?: comment| abuse| post)?|flag|share|like|likes?|liked|dislike|upvote|downvote|vote|edit|delete|permalink|link|(?:log|sign) in to (?:reply|comment|vote)|show (?:more|less|replies)|hide replies|view replies|read more|more|collapse|expand|click to expand[^\\p{L}\\p{N}]*|follow|ignore|recommend|top|back to top|comment actions menu|copy link|helpful|" +
    "reageer|antwoord|antwoorden|beantwoorden|citeer|rapporteer(?: deze reactie)?|meld|melden|meld (?:deze reactie|misbruik|ongepaste? reactie)|ongepast(?:e inhoud)?|deel|delen|vind ik leuk|bewerk|verwijder|plaats reactie|" +
    "antworten|antwort|zitieren|melden|verstoß melden|missbrauch melden|beitrag melden|teilen|gefällt mir|bearbeiten|löschen|empfehlen|kommentar melden|zum seitenanfang|auf diesen kommentar antworten|" +
    "répondre|répondre à .{1,40}|citer|signaler(?: un abus| ce commentaire)?|partager|j['’]aime|modifier|supprimer|haut de page|recommander|alerter|" +
    "responder|contestar|responder a .{1,40}|citar|denunciar(?: comentario)?|reportar(?: abuso| comentario)?|compartir|me gusta|editar|eliminar|" +
    "rispondi|cita|segnala(?: un abuso)?|condividi|mi piace|modifica|elimina|" +
    "responda|denuncie|compartilhar|curtir|excluir|gosto|partilhar|" +
    "odpowiedz|cytuj|zgłoś(?: nadużycie| komentarz)?|udostępnij|lubię to|nie lubię|polub|edytuj|usuń|" +
    "svar|svara|svar på .{1,30}|besvar|citera|sitér|rapporter(?:a)?|anmäl|anmeld|del|dela|lik|gilla|gillar|synes (?:godt )?om|kan lide|líbí se(?: mi)?|nelíbí|like|rediger|redigera|vastaa|lainaa|ilmoita(?: asiaton viesti)?|jaa|tykkää|" +
    "ответить|цитировать|пожаловаться|поделиться|нравится|не нравится|ссылка|редактировать|удалить|відповісти|поскаржитися|" +
    "yanıtla|cevapla|alıntı(?:la)?|şikayet(?: et)?|paylaş|beğen|düzenle|sil|balas|laporkan|bagikan|suka|odpovědět|nahlásit|válasz|返信|返信する|通報|通報する|違反報告|いいね|共感した|引用|回复|回覆|举报|舉報|点赞|赞|讚|顶|踩|分享|답글|답글 ?쓰기|신고|신고하기|공감|비공감|추천|좋아요|싫어요|رد|ردّ|الرد|أضف رد(?:ا|اً)?|إبلاغ|أبلغ|الإبلاغ|تبليغ|أعجبني|إعجاب|لم يعجبني|مشاركة|απάντηση|απαντήστε|απάντησε|αναφορά|μου αρέσει|κοινοποίηση|הגב|הגיבו|השב|תגובה|הגב לתגובה|דווח|דיווח|שתף|אהבתי|לא אהבתי|जवाब(?: दें)?|उत्तर(?: दें)?|रिपोर्ट(?: करें)?|शिकायत करें|पसंद|नापसंद|शेयर(?: करें)?|beğenme|cevap ver|yanıt ver|bildir)" +
    "(?:\\s*[:([（]?\\s*[+\\-–−]?\\d*[)\\]）]?)?)[^\\p{L}\\p{N}]*$",
  "iu",
);

/** What the link to answer one comment says. */
export const answerText =
  /^[^\p{L}\p{N}]*(?:reply|respond|answer|reageer|reageren|antwoord(?:en)?|beantwoord(?:en)?|antworten?|répondre|responder|contestar|rispondi|responda|odpowiedz|svara?|besvar|vastaa|ответить|відповісти|отговор|yanıtla|cevapla|balas|odpovědět|válasz|répondez|απάντηση|رد|הגב|השב|जवाब दें|उत्तर दें|返信(?:する)?|回复|回覆|답글(?: ?쓰기)?)[^\p{L}\p{N}]*$/iu;

/** Verbs and particles that a system puts around the name. */
export const saysBehind =
  /\s*(?:\b(?:says|said|wrote|writes|commented|replied|posted|on|at|sagt|sagte|meint|schreibt|schrieb|antwortete?|kommentierte|am|um|zegt|zei|schreef|schrijft|reageerde|op|om|dit|a dit|a écrit|écrit|a répondu|le|dijo|dice|escribió|escribe|respondió|el|ha detto|ha scritto|scrive|ha commentato|il|disse|diz|escreveu|respondeu|em|mówi|pisze|napisał(?:\(?a\)?)?|dnia|säger|skrev|skriver|sier|siger|den|sanoo|kirjoitti|kommentoi|dedi ki|diyor ki|yazdı)(?![\p{L}])|(?:^|\s)(?:пишет|написал(?:а|\(а\))?|говорит|сказал(?:а)?|каже|пише))[\s:,.…]*$/iu;
export const byBefore =
  /^(?:(?:comment|posted|written|submitted|reply|response|kommentar|verfasst|geschrieben|erstellt|geschreven|geplaatst|reactie|ingezonden|publié|posté|écrit|soumis|escrito|publicado|enviado|scritto|inviato|postado|dodany|napisany|skrevet|skrevet av|lagt inn|inlagt|skriven|kirjoittanut|опубликовано|автор|отправил|gönderen|yazan|dikirim)\s+)?(?:by|from|von|vom|door|par|de|da|di|por|przez|av|af|от|автор|oleh)\s*:?\s+|^(?:author|autor(?:in)?|auteur|autore|name|naam|nom|nombre|nome|nick|user|benutzer|gebruiker|автор|имя|yazar|gast|geschreven door|geplaatst door|posted by|written by|comment by|kommentar von|verfasst von|publié par|escrito por|scritto da|skrevet av)\s*:\s*/iu;

/** What a system says of a name that nobody has vouched for. */
export const unverified =
  /\s*[([](?:not verified|unverified|niet gecontroleerd|niet geverifieerd|nicht überprüft|nicht verifiziert|non vérifié(?:e)?|no verificad[oa]|non verificat[oa]|niezweryfikowany|não verificad[oa]|ej verifierad|inte verifierad|overifierad|ikke (?:efterprøvet|verificeret|bekreftet|verifisert)|neověřeno|vahvistamaton|ei varmistettu|не проверено|не перевірено|doğrulanmamış)[)\]]\s*$/iu;

/** What a form or a heading says where a name would stand. */
export const notAName =
  /^(?:(?:leave|post|write|add|submit|make|join)\b.{0,40}(?:reply|comment|discussion|conversation|thoughts?)|your (?:name|e-?mail|comment)|comments?|replies|name|e-?mail|website|login|log in|sign in|register|reageer|reacties?|plaats een reactie|geef (?:een|je) reactie|kommentare?|kommentar (?:schreiben|verfassen|hinterlassen)|schreibe(?:n sie)? einen kommentar|antworten|commentaires?|laisser un commentaire|réagi\w+.{0,40}|comentarios?|deja (?:un|tu) comentario|responder|commenti|lascia un commento|comentários?|deixe um comentário|komentarze|dodaj komentarz|kommentarer?|skriv en kommentar|kommentit|kommentoi|комментарии|оставить комментарий|yorum(?:lar)?|yorum yap|(?:my |your )?(?:profile|account)|log ?out|sign out|all comments|guest book|subscribe|newsletter|advertisement|related|tags?|share)[^\p{L}\p{N}]*\d*$/iu;
/** Names that many people share. */
export const nameless =
  /^(?:anonym(?:ous|e|i|us)?|anoniem|an[oó]nim[oa]|anonimowy|gast|guest|gæst|gjest|gäst|vieras|invitado|ospite|convidado|visiteur|invité|аноним(?:ный)?|гость|misafir|anonim|unbekannt|unknown|user|匿名)[^\p{L}\p{N}]*\d*$/iu;
/** A link from another page that the system lists among the comments. */
export const pingback = /^\s*(?:\[?(?:…|\.\.\.|&hellip;)\]?[\s\S]*\[?(?:…|\.\.\.)\]?|(?:ping|track)back\s*:[\s\S]*)$/iu;

/** "(edited)", "[changed by X on …]": of the comment's making, not of its text. */
export const editMark =
  /^[[(]?\s*(?:edited|last edited|modified|bewerkt|gewijzigd|laatst (?:bewerkt|gewijzigd)|reactie gewijzigd|bearbeitet|zuletzt (?:bearbeitet|geändert)|geändert|laatst aangepast|dernière édition|última (?:edición|edição|modificação|modificación)|ultima modifica|ostatnio (?:zmieniony|edytowany)|senast (?:redigerad|ändrad)|sid(?:st|en) (?:rettet|redigeret)|naposledy (?:upravil|upraveno)|modifié|dernière modification|editado|modificato|edytowan[oy]|redigert|redigerad|redigeret|muokattu|отредактировано|изменено|düzenlendi)/iu;
/** A comment that stands empty: hidden, removed by a moderator or its author. */
export const removedText = new RegExp(
  "^[[(\\-–—.\\s]*(?:(?:this |the )?(?:comment|post|message|reply) (?:has been|was|is) (?:removed|deleted|hidden|blocked)|(?:comment |message |post )?(?:removed|deleted|blocked) by (?:a |the |its |our )?(?:moderat|user|author|admin|staff|editor)\\w*|(?:comment|message|post) (?:removed|deleted|blocked)\\b|\\[?(?:removed|deleted)\\]?$|" +
    "(?:deze |dit )?(?:reactie|bericht) (?:is |werd )?(?:door .{2,30} )?(?:verwijderd|verborgen)|weggejorist|verwijderd(?:[.\\])]*$| door | wegens )|" +
    "(?:dieser? )?(?:kommentar|beitrag|nachricht) (?:wurde|ist) (?:.{2,40} )?(?:gelöscht|entfernt|ausgeblendet|gesperrt)|(?:dieser )?(?:kommentar|beitrag) (?:gelöscht|entfernt)|entfernt\\.|" +
    "(?:ce |le )?(?:commentaire|message) (?:a été |est )?(?:supprimé|masqué|modéré|retiré)|(?:este |el )?(?:comentario|mensaje) (?:ha sido |fue |está )?(?:eliminado|borrado|ocultado)|" +
    "(?:questo |il )?(?:commento|messaggio) (?:è stato |è )?(?:rimosso|eliminato|cancellato|nascosto)|(?:este |o )?(?:comentário|mensagem) (?:foi |está )?(?:removid[oa]|excluíd[oa]|apagad[oa]|eliminad[oa])|" +
    "(?:ten )?(?:komentarz|wpis|post) (?:został )?(?:usunięty|ukryty|skasowany)|(?:denne |den här |dette )?(?:kommentaren?|indlægget|innlegget|inlägget) (?:er|är|har|blev|ble) (?:\\w+ )?(?:slettet|fjernet|borttag\\w+|raderad|tagits bort)|" +
    "(?:tämä )?(?:kommentti|viesti) on (?:poistettu|piilotettu)|(?:tento )?(?:komentář|příspěvek) byl (?:smazán|odstraněn)|(?:bu )?yorum (?:silindi|kaldırıldı)|(?:этот )?комментарий (?:был )?(?:удал[её]н|скрыт)|(?:цей )?коментар (?:було )?видалено)",
  "iu",
);

/** Names of the systems and marks that a discussion board leaves in its page. */
export const boardMarks =
  /phpbb|vbulletin|xenforo|discourse|mybb|simple machines|smf|invision|ipb|punbb|fluxbb|flarum|woltlab|burning board|vanilla|bbpress|nodebb|jforum|yabb/i;
export const boardAddress =
  /\/(?:forums?|foren|foro|threads?|topics?|themen?|boards?|community|t|discussions?|temat|tema|konu|questions?\/\d+|viewtopic|showthread)(?:[/.?-]|$)|viewtopic|showthread|[?&](?:t|topic|thread)=\d|^https?:\/\/(?:forum|forums|board|community|boards|foro|foren|diskuse|discuss)\./i;
/** Addresses that only a board has; a newspaper has topics and themes too. */
export const surelyBoardAddress =
  /\/(?:forums?|foren|foro|threads?|viewtopic|showthread)(?:[/.?-]|$)|viewtopic|showthread|^https?:\/\/(?:forum|forums|foro|foren)\./i;
