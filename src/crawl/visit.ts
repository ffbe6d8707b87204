import type { LoadedSite } from "../config/load-site.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Claim, KnownPage } from "../model/ledger.ts";
import type { Site } from "../model/site.ts";
import { bring } from "./bring.ts";
import { browserUse } from "./browsing.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { readArticle } from "./read-article.ts";
import { readListing } from "./read-listing.ts";
import { bareEnd, type VisitEnd } from "./settle.ts";
import type { Rehearsal, VisitContext } from "./visit-context.ts";
import { settleMissing, settleUnchanged } from "./watch-article.ts";

/** Takes one request to its end: new requests from a listing, a record from an article. Throws what the server or the net did wrong. */
export async function visit(claim: Claim, context: VisitContext): Promise<VisitEnd> {
  const { request } = claim;
  const loaded = context.sites.get(request.site) as LoadedSite;
  if (
    request.kind === "article" &&
    context.since !== null &&
    request.hintAt !== null &&
    request.hintAt.slice(0, 10) < context.since
  )
    return bareEnd({ kind: "skipped", reason: "too-old", detail: `listed with ${request.hintAt}` }, null);
  if (context.rehearsal !== null && request.kind === "article")
    return rehearse(request, loaded.site, context, context.rehearsal);
  const trap = context.traps.refusal(request);
  if (trap !== null) return bareEnd({ kind: "skipped", reason: "trap", detail: trap }, null);
  const hindrance = context.browsing.hindrance(loaded.site, request);
  if (hindrance !== null) throw hindrance;
  const known = claim.visits === 0 ? undefined : await context.ledger.knownIn(request.site, request.url);
  const page = await bring(
    {
      url: request.url,
      kind: request.kind,
      ...(known === undefined || hasMoreThanItsPage(loaded.site, request) ? {} : validatorsOf(known)),
    },
    loaded.site,
    context.bringer,
  );
  const visitedAtMs = context.clock.nowMs();
  const retry = { attempt: claim.attempts + 1, triesLeft: loaded.site.manners.retries - claim.attempts };
  const verdict = await judgeAnswer(page, request, retry, { manners: context.bringer.manners, clock: context.clock });
  if (page.status === 304 && request.kind === "article" && known !== undefined)
    return settleUnchanged(page, loaded, known, visitedAtMs, context.ledger);
  const watched = (end: VisitEnd) => settleMissing(end, loaded, known, visitedAtMs, context.ledger);
  if (verdict !== undefined)
    return watched({ ...bareEnd(verdict.outcome, visitedAtMs, page.body.byteLength), dueAtMs: verdict.dueAtMs });
  if (request.kind === "article")
    return watched(await readArticle({ claim, page, loaded, known, visitedAtMs }, context));
  return readListing({ claim, page, loaded, visitedAtMs }, context);
}

/** What would become of an article: robots' word and the dataset's, without asking for the page. */
async function rehearse(
  { site: siteName, url }: CrawlRequest,
  site: Site,
  { bringer, clock }: VisitContext,
  { dataset, onWouldAsk }: Rehearsal,
): Promise<VisitEnd> {
  const known = await dataset?.knownIn(siteName, url);
  const isDue =
    known === undefined ||
    known.turn === "ready" ||
    (known.turn === "waiting" && (known.dueAtMs ?? 0) <= clock.nowMs());
  if (!isDue)
    return bareEnd(
      {
        kind: "skipped",
        reason: "known",
        detail:
          known.dueAtMs === null ? "visited, and not due again" : `due at ${new Date(known.dueAtMs).toISOString()}`,
      },
      null,
    );
  const word = site.respect.robots ? await bringer.robots.check(url) : null;
  if (word?.isAllowed === false) return bareEnd({ kind: "skipped", reason: "robots", detail: word.reason }, null);
  onWouldAsk(url);
  return bareEnd({ kind: "skipped", reason: "dry-run", detail: "would be asked" }, null);
}

/** What comes by script or from elsewhere may change while the page does not: such a page is always asked for whole. */
function hasMoreThanItsPage(site: Site, { kind }: CrawlRequest): boolean {
  if (kind === "listing") return browserUse(site, "listing") === "always";
  if (kind !== "article") return false;
  const blocks = [site, ...site.variants].flatMap(({ comments }) => comments ?? []);
  return (
    browserUse(site, "article") !== "never" ||
    blocks.some((block) => (block.at ?? block.json ?? block.pages) !== undefined)
  );
}

function validatorsOf(known: KnownPage): { validators?: { etag?: string; lastModified?: string } } {
  if (known.etag === null && known.lastModified === null) return {};
  return {
    validators: {
      ...(known.etag === null ? {} : { etag: known.etag }),
      ...(known.lastModified === null ? {} : { lastModified: known.lastModified }),
    },
  };
}
