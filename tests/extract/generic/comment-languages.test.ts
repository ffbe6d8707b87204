import { describe, expect, test } from "vitest";
import { article, said } from "./page.ts";

/** Language, heading, head lines of two comments, their texts, what the buttons say. */
const pages: readonly (readonly [string, string, readonly [string, string], readonly [string, string], string])[] = [
  [
    "en",
    "2 Comments",
    ["Mina Oord says: May 19, 2024 at 10:11 am", "Kees Blok says: May 19, 2024 at 11:11 am"],
    ["I had to drive around for weeks.", "And what about the cyclists?"],
    "Reply",
  ],
  [
    "nl",
    "2 reacties",
    ["Mina Oord schreef op 19 mei 2024 om 10:11", "Kees Blok schreef op 19 mei 2024 om 11:11"],
    ["Ik moest al die weken omrijden.", "En wie denkt er aan de fietsers?"],
    "Beantwoorden",
  ],
  [
    "de",
    "2 Kommentare",
    ["Mina Oord sagt: 19. Mai 2024 um 10:11 Uhr", "Kees Blok sagt: 19. Mai 2024 um 11:11 Uhr"],
    ["Ich musste wochenlang außen herum fahren.", "Und wer denkt an die Radfahrer?"],
    "Antworten",
  ],
  [
    "fr",
    "2 commentaires",
    ["Par Mina Oord, le 19 mai 2024 à 10:11", "Par Kees Blok, le 19 mai 2024 à 11:11"],
    ["J’ai dû faire le tour pendant des semaines.", "Et qui pense aux cyclistes ?"],
    "Répondre",
  ],
  [
    "es",
    "2 comentarios",
    ["Mina Oord dice: 19 mayo 2024 a las 10:11", "Kees Blok dice: 19 mayo 2024 a las 11:11"],
    ["Tuve que dar la vuelta durante semanas.", "¿Y quién piensa en los ciclistas?"],
    "Responder",
  ],
  [
    "it",
    "2 commenti",
    ["Mina Oord ha detto: 19 maggio 2024 alle 10:11", "Kees Blok ha detto: 19 maggio 2024 alle 11:11"],
    ["Ho dovuto fare il giro per settimane.", "E chi pensa ai ciclisti?"],
    "Rispondi",
  ],
  [
    "pl",
    "2 komentarze",
    ["Mina Oord pisze: 19 maja 2024 10:11", "Kees Blok pisze: 19 maja 2024 11:11"],
    ["Tygodniami musiałam jeździć naokoło.", "A kto myśli o rowerzystach?"],
    "Odpowiedz",
  ],
  [
    "pt",
    "2 comentários",
    ["Mina Oord diz: 19 maio 2024 10:11", "Kees Blok diz: 19 maio 2024 11:11"],
    ["Tive de dar a volta durante semanas.", "E quem pensa nos ciclistas?"],
    "Responder",
  ],
  [
    "sv",
    "2 kommentarer",
    ["Mina Oord skriver: 19 maj 2024 kl. 10:11", "Kees Blok skriver: 19 maj 2024 kl. 11:11"],
    ["Jag fick köra runt i flera veckor.", "Och vem tänker på cyklisterna?"],
    "Svara",
  ],
  [
    "ru",
    "2 комментария",
    ["Мина Оорд пишет: 19.05.2024 10:11", "Кеес Блок пишет: 19.05.2024 11:11"],
    ["Мне неделями приходилось ездить в объезд.", "А кто подумает о велосипедистах?"],
    "Ответить",
  ],
  [
    "tr",
    "2 yorum",
    ["Mina Oord dedi ki: 19.05.2024 10:11", "Kees Blok dedi ki: 19.05.2024 11:11"],
    ["Haftalarca dolaşmak zorunda kaldım.", "Peki bisikletlileri kim düşünüyor?"],
    "Yanıtla",
  ],
  [
    "fi",
    "2 kommenttia",
    ["Mina Oord kirjoitti: 19.5.2024 10:11", "Kees Blok kirjoitti: 19.5.2024 11:11"],
    ["Jouduin kiertämään viikkokausia.", "Entä kuka ajattelee pyöräilijöitä?"],
    "Vastaa",
  ],
  [
    "da",
    "2 kommentarer",
    ["Mina Oord skrev: 19. maj 2024 kl. 10:11", "Kees Blok skrev: 19. maj 2024 kl. 11:11"],
    ["Jeg måtte køre udenom i ugevis.", "Og hvem tænker på cyklisterne?"],
    "Svar",
  ],
];
const prose = "<p>One sentence of the article stands here, long enough to be read as prose by whoever looks for it.</p>"
  .repeat(3)
  .replaceAll("One", "The");

describe("comments without any class, in", () => {
  test.each(pages)("%s", (language, heading, heads, texts, reply) => {
    const items = heads
      .map((head, k) => `<li><p><b>${head}</b></p><p>${texts[k]}</p><p><a href="#">${reply}</a></p></li>`)
      .join("");
    const html = `<html lang="${language}"><head><title>X</title></head><body><article><h1>The bridge is open again</h1>${prose}</article><h3>${heading}</h3><ul>${items}</ul></body></html>`;
    const names = language === "ru" ? ["Мина Оорд", "Кеес Блок"] : ["Mina Oord", "Kees Blok"];
    expect(said(html, { language })).toEqual([`${names[0]}: ${texts[0]}`, `${names[1]}: ${texts[1]}`]);
  });
});

describe("in scripts without Latin letters", () => {
  const people = ["Κατερίνα", "Στέλιος", "نبيل", "משה לוי", "मोहन लाल", "山田太郎", "小渔"] as const;
  const thread = (heading: string, at: string, answer: string, texts: readonly string[]): string =>
    article(
      `<div><h3>${heading}</h3>${texts.map((text, k) => `<div class="kx"><b>${people[k]}</b> <i>${at}</i><p>${text}</p><a href="#">${answer}</a></div>`).join("")}</div>`,
    );

  test.each([
    ["3 σχόλια", "18 Μαΐου 2024 στις 10:22", "Απάντηση"],
    ["تعليقات القراء", "18/05/2024 - 13:20", "أضف ردا"],
    ["תגובות (3)", "18 במאי 2024, 10:22", "הגב"],
    ["2 टिप्पणियाँ", "18 मई 2024", "जवाब दें"],
    ["コメント（3件）", "2024年5月18日 9:10", "返信"],
    ["评论（3）", "2024-05-18 09:10", "回复"],
    ["댓글 3", "2024년 5월 18일", "답글"],
  ])("a heading such as %s announces comments", (heading, at, answer) => {
    const texts = ["Επιτέλους άνοιξε!", "أخيرا فتح الجسر.", "橋が開いてうれしい。"];
    expect(said(thread(heading, at, answer, texts))).toEqual(texts.map((text, k) => `${people[k]}: ${text}`));
  });

  test.each([["Πρόσφατα σχόλια"], ["Последние комментарии"], ["最新评论のまとめ"]])(
    "one of others' comments does not: %s",
    (heading) => {
      expect(said(thread(heading, "2024-05-18 09:10", "", ["Eindelijk!", "Mooi zo.", "En de fietsers?"]))).toEqual([]);
    },
  );

  test("a text that holds the word of a button is a text", () => {
    const texts = ["هذا ورد جميل في الحديقة.", "すぐに返信してほしいです。", "Вот ссылка на другую статью."];
    expect(said(thread("コメント（3件）", "2024-05-18 09:10", "返信", texts))).toEqual(
      texts.map((text, k) => `${people[k]}: ${text}`),
    );
  });

  test("first letters in place of a picture are no text", () => {
    const items = ["Hasan Yıldız", "Elif Demir"].map(
      (name) =>
        `<div class="kart"><div class="harf">${name[0]}</div><div><strong>${name}</strong><span class="tarih">18 Mayıs 2024 10:30</span><p>Gözlerim doldu, teşekkürler.</p><button>Yanıtla</button></div></div>`,
    );
    expect(said(article(`<section><h3>Yorumlar</h3>${items.join("")}</section>`))).toEqual([
      "Hasan Yıldız: Gözlerim doldu, teşekkürler.",
      "Elif Demir: Gözlerim doldu, teşekkürler.",
    ]);
  });

  test("a label for screen readers announces comments", () => {
    const items = ["Priya N", "Gordon Bale"].map(
      (name) =>
        `<div class="c-card"><div><span class="c-name">${name}</span><span>May 18, 2024</span></div><p>A tram that stops at the hospital is worth every penny of it, as ${name} has said for years now.</p><button>Reply</button></div>`,
    );
    expect(said(article(`<section aria-label="Comments">${items.join("")}</section>`))).toHaveLength(2);
  });
});
