import { words } from "./fold-word.ts";

/** Labels of the last change. */
export const MODIFIED = words(`
  gewijzigd bijgewerkt aangepast bewerkt geupdatet geupdate geupdated herzien gecorrigeerd wijziging wijzigingsdatum aanpassing update updated
  modified edited revised corrected changed modification modifie modifiee actualise actualisee jour
  geandert geaendert aktualisiert aktualisierung bearbeitet uberarbeitet anderung stand maj
  actualizado actualizada modificado aggiornato aggiornata atualizado atualizada
  modificada modificato editado editada zaktualizowano aktualizacja edytowano zmodyfikowano uppdaterad uppdaterat redigerad andrad
  opdateret redigeret ændret oppdatert redigert endret paivitetty muokattu aktualizovano upraveno guncelleme guncellendi guncellenme duzenlendi
  обновлено обновлен изменено отредактировано оновлено змінено
  ενημερωση ενημερωθηκε
  تحديث تعديل محدث עודכן עודכנה עדכון
  अपडटड अपडट अदयतन सशधत 更新 更新日 更新日時 最終更新 最終更新日 更新时间 更新時間 修改 수정`);

/** Labels of a date line. */
export const LABEL = new Set([
  ...MODIFIED,
  ...words(`
    gepubliceerd geplaatst gepost geschreven verschenen toegevoegd aangemaakt verzonden ingezonden ingestuurd publicatie publicatiedatum plaatsingsdatum plaatsing verschijningsdatum aanmaakdatum inzenddatum
    datum tijdstip
    published posted publication pub pubdate dated created written released submitted added issued release date
    veroffentlicht veroeffentlicht erschienen erstellt geschrieben publiziert veroffentlichung eingestellt erscheinungsdatum veroffentlichungsdatum erstellungsdatum
    publie publiee paru parue poste postee redige redigee ecrit cree creee publication ligne
    publicado publicada pubblicato pubblicata inserito escrito fecha data
    creado enviado inviato scritto postado enviada dodano dodany opublikowano napisano wyslano data
    publicerad publicerat skriven postad inlagd publiceret udgivet skrevet sendt publisert lagt julkaistu lahetetty kirjoitettu
    publikovano vydano vlozeno yayınlanma yayinlanma yayın yayin eklenme tarih tarihi yayınlandı опубликовано дата добавлено создано написано опубліковано додано
    publikacji giris δημοσιευση δημοσιευθηκε δημοσιευτηκε опубликована опубликован публикации
    نشر نشرت النشر تاريخ פורסם פורסמה תאריך
    परकशत परकशन तथ 公開 公開日 公開日時 掲載 掲載日 配信 投稿 投稿日 发布 发布时间 發布 發布時間 发表 时间 日期 입력`),
]);
/** Words that may stand among labels, but make none alone: "Op 25 januari" begins a sentence as well. */
export const GLUE = words(`
  om op dit deze de het is was werd voor eerste laatst laatste meest recent recente artikel bericht reactie nieuws nieuwsbericht blog online tijd
  on at the time last latest first this article was originally comment
  am um den der vom erstmals zuletzt letzte letztes zum uhrzeit kommentar artikel beitrag
  le la du l'article mis mise a derniere dernier en cet article commentaire
  el em il alle d ultima ultimo modifica ostatnia ostatnio dnia w den senast sidst sist viimeksi naposledy son
  τελευταια στις في اخر بتاريخ تم לאחרונה בתאריך क अतम`);
/** Before the name of who wrote. */
export const BY = words(
  "door by von par auteur auteurs author autor autore redacteur por przez av af kirjoittanut автор yazan",
);
/** Words between a name and the date it wrote on: "Geplaatst door X op 25 januari". */
export const BEFORE_DATE = words("op on am le om um at den vom el il em dnia");
/** Lower-case words in names. */
export const PARTICLES = words(
  "van de den der het t ter te ten op in s von vom zu zum zur di da du des la le el al bin y e dos das",
);
/** Words that make a sentence of what would be a name. */
export const NEVER_IN_NAMES = words(`
  is was zijn waren wordt werd worden heeft had hebben een dat die dit niet maar ook wel er om
  are were been has have had the a an and that this not but
  ist sind war wurde wird hat haben ein eine dass nicht aber auch est sont ete fut une qui que pas mais`);

/** Lower-case words that go on a date line, not a sentence. */
export const FOLLOWING = words(`
  door by von par leestijd lezen min minuten minutes minute reactie reacties reageer reageren comment comments kommentar kommentare
  commentaire commentaires update updated bijgewerkt gewijzigd aangepast laatst laatste last zuletzt aktualisiert geandert mis modifie
  redactie auteur author schreef schrieb views keer uur uhr h ago tags geplaatst gepubliceerd bron foto tekst permalink`);

/** Between the name of a commenter and the date: "Jan schreef op 25 januari 2018". */
export const SAYING = words(
  "schreef schrijft zegt zei meldt reageerde plaatste wrote says said writes posted commented schrieb schreibt sagt sagte meint dit ecrit dice dijo escribio escribe scrive scritto disse diz escreveu pisze napisał napisała mowi skriver skrev sager sier siger kirjoitti sanoo пишет написал сказал yazdı",
);
