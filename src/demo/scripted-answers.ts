import { escapeHtml } from "./escape-html.ts";
import type { DemoArticle, DemoComment } from "./magazine.ts";

export const SCRIPT_PATH = "/gesprek/gesprek.js";
export const FRAME_PATH = "/gesprek/kader";
export const API_PATH = "/gesprek/api/reacties";

/** Comments that one answer of the API holds. */
const PAGE_SIZE = 10;

export interface ScriptedAnswer {
  readonly type: string;
  readonly body: string;
}

/** What the section's scripts ask for: themselves, the page of the frame, and the API. Undefined for all else. */
export function scriptedAnswer(url: URL, articles: Iterable<DemoArticle>): ScriptedAnswer | undefined {
  if (url.pathname === SCRIPT_PATH) return { type: "text/javascript; charset=utf-8", body: SCRIPT };
  if (url.pathname !== FRAME_PATH && url.pathname !== API_PATH) return undefined;
  const number = Number(url.searchParams.get("artikel"));
  const article = [...articles].find(({ index, layout }) => index === number && layout === "scripted");
  if (article === undefined) return undefined;
  if (url.pathname === FRAME_PATH) return { type: "text/html; charset=utf-8", body: framePage(article) };
  return { type: "application/json", body: JSON.stringify(commentsFrom(article, url.searchParams.get("na"))) };
}

/** One answer of the API: the comments after a cursor, and the next cursor. Older ones come later, as they were written. */
function commentsFrom(article: DemoArticle, after: string | null): object {
  const begin = after === null ? 0 : article.comments.findIndex(({ number }) => String(number) === after) + 1;
  const items = article.comments.slice(begin, begin + PAGE_SIZE);
  const last = items.at(-1);
  const hasMore = begin + items.length < article.comments.length;
  return {
    gesprek: {
      artikel: article.index,
      totaal: article.comments.length,
      reacties: items.map(item),
      volgende: hasMore && last !== undefined ? String(last.number) : null,
    },
  };
}

function item({ number, author, role, publishedAt, paragraphs }: DemoComment): object {
  return {
    id: String(number),
    schrijver: { naam: author, functie: role },
    geplaatst: publishedAt,
    tekst: paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join(""),
  };
}

function framePage(article: DemoArticle): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Reacties</title></head><body><div class="gesprek" data-artikel="${article.index}"></div><script src="${SCRIPT_PATH}"></script></body></html>`;
}

/** Runs in the reader's browser: ten comments, a button for more, in the page itself or in shadow roots. */
const SCRIPT = `
const kop = (r) => r.schrijver.functie === null ? '' : r.schrijver.functie;
const veilig = (t) => { const d = document.createElement('div'); d.textContent = t; return d.innerHTML; };
class Reactie extends HTMLElement {
  toon(r) {
    this.id = 'reactie-' + r.id;
    this.attachShadow({ mode: 'open' }).innerHTML = '<style>h4 { margin: 0 }</style><header><h4 class="g-naam"><slot name="naam"></slot></h4>' + (kop(r) ? '<span class="g-functie">' + veilig(kop(r)) + '</span>' : '') + '<time datetime="' + r.geplaatst + '"></time></header><div class="g-tekst"><slot></slot></div>';
    this.innerHTML = '<span slot="naam">' + veilig(r.schrijver.naam) + '</span>' + r.tekst;
    return this;
  }
}
customElements.define('polder-reactie', Reactie);
const gewoon = (r) => {
  const a = document.createElement('article');
  a.className = 'g-reactie';
  a.id = 'reactie-' + r.id;
  a.innerHTML = '<header><h4 class="g-naam">' + veilig(r.schrijver.naam) + '</h4>' + (kop(r) ? '<span class="g-functie">' + veilig(kop(r)) + '</span>' : '') + '<time datetime="' + r.geplaatst + '"></time></header><div class="g-tekst">' + r.tekst + '</div>';
  return a;
};
async function begin(plaats) {
  const isSchaduw = plaats.localName === 'polder-gesprek';
  const bak = isSchaduw ? plaats.attachShadow({ mode: 'open' }) : plaats;
  bak.innerHTML = '<div class="g-lijst"></div><button class="g-meer" hidden>Toon meer reacties</button>';
  const lijst = bak.querySelector('.g-lijst');
  const meer = bak.querySelector('.g-meer');
  let na = null;
  const haal = async () => {
    const antwoord = await fetch('${API_PATH}?artikel=' + plaats.dataset.artikel + (na === null ? '' : '&na=' + na));
    const { gesprek } = await antwoord.json();
    for (const r of gesprek.reacties) lijst.append(isSchaduw ? document.createElement('polder-reactie').toon(r) : gewoon(r));
    na = gesprek.volgende;
    meer.hidden = na === null;
    bak.querySelector('.g-leeg')?.remove();
    if (gesprek.totaal === 0) lijst.innerHTML = '<p class="g-leeg">Wees de eerste die reageert.</p>';
    plaats.dataset.geladen = 'ja';
  };
  meer.addEventListener('click', haal);
  await haal();
}
for (const plaats of document.querySelectorAll('.gesprek')) begin(plaats);
`;
