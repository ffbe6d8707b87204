import type { StructuredData } from "../../dom/structured-data.ts";
import { parseCount } from "../../model/parse-count.ts";
import { hint } from "./class-hints.ts";
import { sectionHeading } from "./comments/comment-words.ts";
import { attributeOf, type PageMap, textLengthOf, textOfRange } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";
import type { TextBlock } from "./text-blocks.ts";

const wallText =
  /(?:alleen (?:toegankelijk )?voor (?:abonnees|leden)|exclusief voor abonnees|lees (?:verder|dit artikel) met een abonnement|(?:al|reeds) abonnee\?|word abonnee om|\(inlog\)|(?:this (?:article|content|story) is )?(?:only )?(?:available |exclusive )?(?:for|to) subscribers(?: only)?|subscribe to (?:continue|read|unlock)|(?:to )?(?:continue|keep) reading(?:,)? (?:please )?(?:subscribe|log in|sign in|register)|already a subscriber\?|(?:nur|exklusiv) für abonnenten|weiterlesen mit .{0,20}(?:abo|plus|premium)|jetzt .{0,20}weiterlesen|dieser artikel ist .{0,20}kostenpflichtig|(?:article )?réservé aux abonnés|il vous reste .{1,12}% de cet article|déjà abonné|contenido exclusivo para suscriptores|suscríbete para (?:seguir|continuar) leyendo|contenuto riservato agli abbonati|abbonati per continuare|conteúdo exclusivo para assinantes|assine para continuar|artykuł dostępny (?:tylko )?dla (?:subskrybentów|prenumeratorów)|(?:endast )?för prenumeranter|for abonnenter|материал доступен .{0,20}подписчикам)/iu;

/** Whether the whole article stands in the page: what JSON-LD says, else the words of a wall. */
export function readAccess(
  page: PageMap,
  blocks: readonly TextBlock[],
  structured: StructuredData,
  end: number,
): Found<"full" | "partial" | "unknown"> {
  const free = structured.jsonLd.textsAt("isAccessibleForFree")[0]?.toLowerCase();
  if (free === "false" || free === "no") return found("partial", "json-ld", "isAccessibleForFree", free, 0.85);
  const tier = structured.metas("article:content_tier")[0]?.toLowerCase();
  if (tier === "locked" || tier === "metered") return found("partial", "meta", "article:content_tier", tier, 0.7);
  // A wall stands within the text or right behind it.
  const last = blocks.findLastIndex((block) => block.from < end) + 20;
  for (const block of blocks.slice(0, Math.max(last, 40))) {
    if (block.text.length > 300 || block.text.length < 8 || !wallText.test(block.text)) continue;
    return found("partial", "generic", "words of a wall", block.text, 0.7);
  }
  for (const i of page.hinted) {
    if ((page.hints[i]! & hint.newsletter) === 0) continue;
    const names = attributeOf(page, i, "class");
    if (
      names === undefined ||
      !/(?:^|[\s_-])(?:paywall|pay-?wall-(?:gradient|overlay|box|message)|regwall|piano-?offer)(?:$|[\s_-])/i.test(
        names,
      )
    )
      continue;
    const letters = textLengthOf(page, i);
    if (letters > 15 && letters < 600)
      return found("partial", "generic", "class of a wall", textOfRange(page, i, page.ends[i]!), 0.6);
  }
  if (free === "true" || free === "yes") return found("full", "json-ld", "isAccessibleForFree", free, 0.85);
  return nothing("unknown");
}

/** The number of comments that the page names: in JSON-LD, else in the heading of its comment section. */
export function readCommentCount(blocks: readonly TextBlock[], structured: StructuredData): Found<number | null> {
  const declared = structured.jsonLd.textsAt("commentCount")[0];
  if (declared !== undefined && /^\d{1,7}$/.test(declared))
    return found(Number(declared), "json-ld", "commentCount", declared, 0.85);
  for (const block of blocks) {
    if (block.text.length > 120 || !/\d/.test(block.text) || !sectionHeading.test(block.text)) continue;
    // The unit is known from the heading; the figures alone are read, whatever the language.
    const count = parseCount(/\d(?:[\d.,\s]*\d)?/.exec(block.text)![0]);
    if (count !== undefined) return found(count, "generic", "heading of the comments", block.text, 0.75);
  }
  return nothing(null);
}
