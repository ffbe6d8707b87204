import type { LoadedSite } from "../config/load-site.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Ledger, LedgerReader } from "../model/ledger.ts";
import type { Site } from "../model/site.ts";
import type { TdmFiles } from "../robots/robots.ts";
import type { ArticleReader } from "./article-reader.ts";
import type { Bringer } from "./bring.ts";
import type { Browsing } from "./browsing.ts";
import type { Clock } from "./clock.ts";
import type { TrapBudget } from "./trap-budget.ts";
import type { Twins } from "./twins.ts";

/** What every visit of a run shares. */
export interface VisitContext {
  readonly ledger: Ledger;
  readonly bringer: Bringer;
  readonly clock: Clock;
  readonly sites: ReadonlyMap<string, LoadedSite>;
  /** "2026-01-31": nothing published before is wanted; null for no such limit. */
  readonly since: string | null;
  /** When this run began: listings visited later belong to it. */
  readonly runStartedAtMs: number;
  /** Set in a dry run: articles are not asked, only judged; the dataset itself is looked into where there is one. */
  readonly rehearsal: Rehearsal | null;
  readonly tdmFiles: TdmFiles;
  /** Reads articles' pages. */
  readonly reader: ArticleReader;
  /** True where pages are kept after their visit: their bytes are not to be given away. */
  readonly keepsPages: boolean;
  /** Whether the policy for people keeps comments of this site. */
  readonly keepsComments: (site: Site) => boolean;
  readonly traps: TrapBudget;
  readonly rows: ListingRows;
  readonly twins: Twins;
  readonly browsing: Browsing;
  /** True when more articles are queued than the run's limit wants. */
  readonly hasEnough: () => boolean;
  readonly warn: (request: Pick<CrawlRequest, "site" | "url">, code: string, message: string) => void;
}

/**
 * How many pages without news stand in a row up to each listing page read in this run, by its site and address. The ledger learns it when the
 * page ends, and the next page may be read before that.
 */
export type ListingRows = Map<string, number>;

export interface Rehearsal {
  readonly dataset: LedgerReader | null;
  readonly onWouldAsk: (url: string) => void;
}
