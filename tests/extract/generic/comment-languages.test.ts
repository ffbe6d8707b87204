import { describe, expect, test } from "vitest";
import { said } from "./page.ts";

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
