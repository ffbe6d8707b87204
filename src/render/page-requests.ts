import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { type Hop, headerOf, type Page } from "../model/page.ts";
import type { FetchRequest } from "../model/page-source.ts";
import { printable } from "../model/printable.ts";
import { headersToPage, preflightHeaders } from "./carry-headers.ts";
import type { Courier } from "./courier.ts";
import { hasHtml } from "./has-html.ts";
import type { RenderNotes } from "./render-notes.ts";
import { type GateRules, judgeAsk } from "./request-gate.ts";
import type { PausedRequest, Tab } from "./tab.ts";

/** Answers everything a page asks for during one visit. */
export interface PageRequests {
  answer(request: PausedRequest): void;
  /** To be called when the page begins a request, and when it has got the answer: that is later than when the answer was given. */
  loading(request: object): void;
  loadingEnded(request: object): void;
  /** To be called when the main frame shows another document. */
  shown(url: string): void;
  /** The document that the main frame shows, with the way that led to it. */
  readonly document: Page;
  /** Resolves when nothing is under way. */
  answered(): Promise<void>;
  /** Requests the page has made so far, whatever became of them. */
  readonly asked: number;
  /** True while requests wait for their answer, or the page for what was answered. */
  readonly isBusy: boolean;
  /** Origins whose pages were shown. */
  readonly origins: ReadonlySet<string>;
}

export interface PageRequestsOptions {
  readonly tab: Tab;
  readonly request: FetchRequest;
  readonly courier: Courier;
  /** The document the visit begins with. */
  readonly first: Page;
  readonly notes: RenderNotes;
  /** Ends the visit: with an error, or with a page that is not to be rendered. */
  readonly end: (with_: Error | Page) => void;
}

const MAX_REDIRECTS = 10;
/** A page that asks so often is not read to its end by anybody. */
const MAX_ASKED = 5000;
/** Where the page has told nothing of any request for so long, it has forgotten those it did not tell the end of. */
const LOST_MS = 2000;
/** Transparent, one pixel. */
const EMPTY_PICTURE = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

export function answerPageRequests(options: PageRequestsOptions): PageRequests {
  const { tab, request, courier, notes } = options;
  const {
    actions: _,
    allowResources,
    allowHosts,
  } = request.render ?? { actions: [], allowResources: ["stylesheet"], allowHosts: [] };
  /** Answers that are there already: the first document, and what redirects lead to. */
  const ready = new Map<string, Page | Hop>([[addressOf(options.first.finalUrl), { ...options.first, hops: [] }]]);
  const origins = new Set([new URL(options.first.finalUrl).origin]);
  const idlers = new Set<() => void>();
  /** The last that was given to the main frame: it may be on its way, or have become a download. */
  let document = options.first;
  let shown = options.first;
  let hasBegun = false;
  let navigations = 0;
  let asked = 0;
  let underWay = 0;
  const loading = new Set<object>();
  let loadedAtMs = 0;

  const changed = () => {
    for (const idler of idlers) idler();
    idlers.clear();
  };
  // Of some requests, as of those whose frame is gone, the page never tells the end.
  const isBusy = () => underWay > 0 || (loading.size > 0 && performance.now() - loadedAtMs < LOST_MS);

  const send = (method: "Fetch.fulfillRequest" | "Fetch.failRequest", parameters: object) =>
    // A request whose page is gone needs no answer.
    tab.cdp.send(method, parameters as never).catch(() => undefined);
  const refuse = ({ requestId }: PausedRequest, errorReason: string) =>
    send("Fetch.failRequest", { requestId, errorReason });
  const fulfil = ({ requestId }: PausedRequest, status: number, responseHeaders: object[], body: string) =>
    send("Fetch.fulfillRequest", { requestId, responseCode: status, responseHeaders, body });
  const block = (paused: PausedRequest, why: string) => {
    notes.blocked[why] = (notes.blocked[why] ?? 0) + 1;
    if (isForData(paused) && notes.withheld.length < 100)
      notes.withheld.push({ url: printable(paused.request.url), why });
    return refuse(paused, paused.resourceType === "Document" ? "Aborted" : "BlockedByClient");
  };

  /** Gives a page to the browser, at the address it was found at: its redirects are played again, each as it was. */
  const give = (paused: PausedRequest, found: Page | Hop) => {
    if ("location" in found) return fulfil(paused, found.status, [{ name: "location", value: found.location }], "");
    const [hop, ...further] = found.hops;
    if (hop === undefined)
      return fulfil(paused, found.status, headersToPage(found), Buffer.from(found.body).toString("base64"));
    for (const next of further) ready.set(addressOf(next.url), next);
    ready.set(addressOf(found.finalUrl), { ...found, hops: [] });
    return fulfil(paused, hop.status, [{ name: "location", value: hop.location }], "");
  };

  const isMain = ({ resourceType, frameId }: PausedRequest) =>
    resourceType === "Document" && frameId === tab.mainFrameId;

  /** The page leaves for another: a hop like any other, which the run's rules may refuse. */
  const leave = async (paused: PausedRequest) => {
    navigations += 1;
    if (navigations > (request.maxRedirects ?? MAX_REDIRECTS)) throw tooManyRedirects(request, paused.request.url);
    const page = await bring(paused, true);
    if (
      page.status === 204 ||
      page.status === 205 ||
      /^attachment/i.test(headerOf(page.headers, "content-disposition") ?? "")
    )
      return refuse(paused, "Aborted");
    const hop = { url: document.finalUrl, status: document.status, location: paused.request.url };
    document = { ...page, requestedUrl: document.requestedUrl, hops: [...document.hops, hop, ...page.hops] };
    origins.add(new URL(page.finalUrl).origin);
    if (!hasHtml(page)) {
      await refuse(paused, "Aborted");
      return options.end(document);
    }
    return give(paused, page);
  };

  const rules = (): GateRules => ({ pageHost: new URL(document.finalUrl).host, allowResources, allowHosts });

  const bring = (paused: PausedRequest, isDocument: boolean) => {
    const ask = askOf(paused);
    const allows = (url: string) => isDocument || judgeAsk({ ...ask, url }, rules()).kind === "ask";
    return courier.bring({ ...ask, body: bodyOf(paused), isDocument, allows });
  };

  const fetchFor = async (paused: PausedRequest) => {
    const page = await bring(paused, false);
    if (paused.resourceType === "Document") origins.add(new URL(page.finalUrl).origin);
    if (isForData(paused))
      notes.answers.push({
        url: paused.request.url,
        method: paused.request.method,
        sent: bodyOf(paused) ?? null,
        page,
      });
    return give(paused, page);
  };

  const decide = async (paused: PausedRequest): Promise<unknown> => {
    const address = addressOf(paused.request.url);
    const found = ready.get(address);
    if (!hasBegun && !(isMain(paused) && found !== undefined)) return refuse(paused, "Aborted");
    hasBegun = true;
    if (found !== undefined) {
      ready.delete(address);
      return give(paused, found);
    }
    if (asked > MAX_ASKED) {
      options.end(busy(request));
      return refuse(paused, "Aborted");
    }
    if (isMain(paused))
      return /^https?:/.test(address) && paused.request.method === "GET" ? leave(paused) : block(paused, "navigation");
    const word = judgeAsk(askOf(paused), rules());
    if (word.kind === "block") return block(paused, word.why);
    if (word.kind === "permit") return fulfil(paused, 204, preflightHeaders(paused.request.headers), "");
    if (word.kind === "blank")
      return fulfil(paused, 200, [{ name: "content-type", value: "image/gif" }], EMPTY_PICTURE);
    return fetchFor(paused);
  };

  const fail = (paused: PausedRequest, error: unknown) => {
    const isFatal =
      isMain(paused) || courier.isOverdrawn || !(error instanceof RefusedError || error instanceof CrawlError);
    if (isFatal) options.end(error instanceof Error ? error : new Error(String(error)));
    if (error instanceof RefusedError) return block(paused, error.why);
    const why = error instanceof CrawlError ? error.message : "the visit ended";
    // The page that is there stays, for whoever wants to see why the visit failed.
    if (isMain(paused)) return refuse(paused, "Aborted");
    if (notes.failed.length < 100) notes.failed.push({ url: printable(paused.request.url), why });
    return refuse(paused, error instanceof CrawlError && error.reason === "timeout" ? "TimedOut" : "Failed");
  };

  return {
    answer(paused) {
      asked += 1;
      underWay += 1;
      decide(paused)
        .catch((error: unknown) => fail(paused, error))
        .finally(() => {
          underWay -= 1;
          notes.requests = courier.requests;
          notes.bytes = courier.bytes;
          loadedAtMs = performance.now();
          if (underWay === 0) changed();
        });
    },
    loading(paused) {
      loading.add(paused);
      loadedAtMs = performance.now();
    },
    loadingEnded(paused) {
      loading.delete(paused);
      loadedAtMs = performance.now();
      if (loading.size === 0) changed();
    },
    async answered() {
      while (isBusy()) await Promise.race([new Promise<void>((resolve) => idlers.add(resolve)), later(LOST_MS / 4)]);
    },
    shown(url) {
      if (addressOf(url) === addressOf(document.finalUrl)) shown = document;
    },
    get document() {
      return shown;
    },
    get asked() {
      return asked;
    },
    get isBusy() {
      return isBusy();
    },
    origins,
  };
}

/** Addresses are compared without fragment, which no server sees. */
function addressOf(url: string): string {
  const hash = url.indexOf("#");
  return hash < 0 ? url : url.slice(0, hash);
}

function isForData({ resourceType }: PausedRequest): boolean {
  return resourceType === "XHR" || resourceType === "Fetch";
}

function askOf({ request, resourceType }: PausedRequest) {
  return { url: addressOf(request.url), method: request.method, type: resourceType, headers: request.headers };
}

function bodyOf({ request }: PausedRequest): string | undefined {
  const entries = request.postDataEntries ?? [];
  if (entries.length === 0) return undefined;
  return Buffer.concat(entries.map(({ bytes }) => Buffer.from(bytes ?? "", "base64"))).toString("utf8");
}

function tooManyRedirects({ url }: FetchRequest, to: string): CrawlError {
  return new CrawlError(`${url}: expected a page that stays, found that it goes on to ${printable(to)}`, {
    reason: "too-many-redirects",
    consequence: "give-up",
    url,
  });
}

function busy({ url }: FetchRequest): CrawlError {
  return new CrawlError(`${url}: expected a page that comes to rest, found more than ${MAX_ASKED} requests`, {
    reason: "browser",
    consequence: "give-up",
    url,
  });
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
