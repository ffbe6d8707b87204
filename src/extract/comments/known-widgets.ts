import type { Document } from "domhandler";
import { selectAll } from "../../dom/select.ts";
import type { Provenance } from "../../model/article-record.ts";

/** The service whose comments the page shows by script; the publisher's id of the page is in the provenance's text. */
export function findKnownWidget(
  document: Document,
): { readonly name: string; readonly provenance: Provenance } | undefined {
  for (const { name, select, pageId } of knownWidgets) {
    const elements = selectAll(select, document);
    const [first] = elements;
    if (first === undefined) continue;
    const [found] = elements.flatMap(({ attribs }) =>
      pageId.flatMap((attribute) => (attribs[attribute] ? [{ attribute, id: attribs[attribute] }] : [])),
    );
    const where = found === undefined ? select : `${select} @${found.attribute}`;
    const provenance = { field: "commentsSource", source: "selector", where, confidence: 1 } as const;
    return { name, provenance: { ...provenance, text: found?.id.slice(0, 200) ?? null } };
  }
  return undefined;
}

/** A service that puts comments into a page by script, and how its place in the page is known. */
export interface KnownWidget {
  readonly name: string;
  readonly select: string;
  /** Attributes that hold the publisher's id or address of the page, the first present first. */
  readonly pageId: readonly string[];
}

/** In order: a page that names two services shows the first. Sources: each service's public instructions for embedding. */
export const knownWidgets: readonly KnownWidget[] = [
  { name: "disqus", select: "#disqus_thread, #disqus_comments", pageId: ["data-disqus-identifier", "data-identifier"] },
  {
    name: "coral",
    select: "#coral_thread, #coral-embed, #coral_talk_stream, #coralStreamEmbed, div[data-coral-id]",
    pageId: ["data-story-id", "data-storyid", "data-coral-id", "data-story-url"],
  },
  {
    name: "openweb",
    select:
      "div[data-spotim-module='conversation'], div[data-openweb-module], div[data-spot-id][data-post-id], .spot-im-comments, .spot-im-replies-count, ow-comments",
    pageId: ["data-post-id", "post-id", "data-postid"],
  },
  { name: "hyvor", select: "hyvor-talk-comments, #hyvor-talk-view", pageId: ["page-id", "data-page-id"] },
  { name: "facebook", select: ".fb-comments, fb\\:comments", pageId: ["data-href", "href"] },
  {
    name: "livefyre",
    select: "#livefyre-comments, .livefyre-comments, div[id^='livefyre-app-']",
    pageId: ["data-lf-article-id", "data-article-id"],
  },
  {
    name: "viafoura",
    select: ".viafoura vf-conversations, vf-conversations, vf-tray-trigger, .vf-comments",
    pageId: ["vf-container-id", "data-vf-container-id"],
  },
  { name: "commento", select: "#commento", pageId: ["data-page-id"] },
  { name: "comentario", select: "comentario-comments", pageId: ["page-id"] },
  { name: "remark42", select: "#remark42", pageId: ["data-url"] },
  { name: "isso", select: "#isso-thread", pageId: ["data-isso-id", "data-title"] },
  { name: "cusdis", select: "#cusdis_thread", pageId: ["data-page-id"] },
  { name: "giscus", select: ".giscus, giscus-widget, script[src*='giscus.app/client']", pageId: ["data-term", "term"] },
  {
    name: "utterances",
    select: ".utterances, script[src*='utteranc.es/client']",
    pageId: ["issue-term", "issue-number"],
  },
  { name: "graphcomment", select: "#graphcomment, .graphcomment", pageId: ["data-graphcomment-uid", "data-uid"] },
  { name: "fastcomments", select: "#fastcomments-widget, fast-comments", pageId: ["data-url-id", "url-id"] },
  { name: "intensedebate", select: "#idc-container, #IDCommentsHead", pageId: [] },
  { name: "muut", select: ".muut, #muut", pageId: ["data-path"] },
  { name: "vuukle", select: "#vuukle-comments", pageId: ["data-article-id"] },
  { name: "twikoo", select: "#twikoo", pageId: ["data-path"] },
  { name: "waline", select: "#waline", pageId: ["data-path"] },
  { name: "cactus", select: "#cactus-comments", pageId: ["data-comment-section-id"] },
  { name: "bluesky", select: "bluesky-comments", pageId: ["url", "uri"] },
  { name: "dna", select: "dna-comment-count, dna-comments", pageId: ["data-asset-id", "asset-id"] },
];
