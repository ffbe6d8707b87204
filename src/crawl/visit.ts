import type { LoadedSite } from "../config/load-site.ts";
import type { Claim, KnownPage } from "../model/ledger.ts";
import { bring } from "./bring.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { readArticle } from "./read-article.ts";
import { readListing } from "./read-listing.ts";
import { bareEnd, type VisitEnd } from "./settle.ts";
import type { VisitContext } from "./visit-context.ts";

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
  const known = await context.ledger.knownIn(request.site, request.url);
  const page = await bring(
    { url: request.url, kind: request.kind, ...(known === undefined ? {} : validatorsOf(known)) },
    loaded.site,
    context.bringer,
  );
  const visitedAtMs = context.clock.nowMs();
  const retry = { attempt: claim.attempts + 1, triesLeft: loaded.site.manners.retries - claim.attempts };
  const verdict = await judgeAnswer(page, request, retry, { manners: context.bringer.manners, clock: context.clock });
  if (verdict !== undefined)
    return { ...bareEnd(verdict.outcome, visitedAtMs, page.body.byteLength), dueAtMs: verdict.dueAtMs };
  if (request.kind === "article") return readArticle({ claim, page, loaded, known, visitedAtMs }, context);
  return readListing({ claim, page, loaded, visitedAtMs }, context);
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
