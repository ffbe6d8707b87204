import type { ExtractedComment, Extraction } from "../../src/model/extraction.ts";
import type { Page } from "../../src/model/page.ts";

/** An extraction of an invented article that is beyond doubt. */
export function extractionWith(parts: Partial<Extraction> = {}): Extraction {
  return {
    canonicalUrl: null,
    title: "Raad wil meer",
    lead: null,
    section: null,
    kind: null,
    language: "nl",
    publishedAt: "2018-01-25",
    publishedPrecision: "day",
    publishedText: "25 januari 2018",
    modifiedAt: null,
    authors: [{ name: "Iris Kamp", role: null }],
    body: [{ type: "paragraph", text: "Een.", level: null }],
    images: [],
    tags: [],
    access: "unknown",
    accessReason: null,
    isPartnerContent: false,
    commentCountDeclared: null,
    commentCountRendered: null,
    commentsComplete: null,
    commentsSource: null,
    comments: [],
    publisherId: null,
    rights: { tdmReservation: null, tdmPolicy: null, robots: [] },
    missing: [],
    provenance: [],
    warnings: [],
    notArticle: null,
    ...parts,
  };
}

export function commentWith(parts: Partial<ExtractedComment> = {}): ExtractedComment {
  return {
    publisherId: null,
    key: `k${++keys}`,
    parentKey: null,
    depth: 0,
    author: "Bo Aal",
    role: null,
    place: null,
    title: null,
    publishedAt: null,
    publishedPrecision: null,
    publishedText: null,
    editedAt: null,
    text: `Tekst ${keys}`,
    status: "visible",
    votesUp: null,
    votesDown: null,
    isArticleAuthor: false,
    ...parts,
  };
}
let keys = 0;

export const page: Page = {
  requestedUrl: "https://www.bode.example/raad",
  finalUrl: "https://www.bode.example/raad",
  status: 200,
  headers: {},
  hops: [],
  mediaType: "text/html",
  charset: "utf-8",
  body: new Uint8Array(),
  fetchedAt: "2018-01-26T09:30:00.000Z",
  broughtBy: "http",
  elapsedMs: 5,
};
