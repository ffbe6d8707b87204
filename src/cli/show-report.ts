import { type CrawlReport, totalsOf } from "../crawl/report.ts";
import { printable } from "../model/printable.ts";
import { spanOf } from "./show-progress.ts";

/** The report as lines for people, most important first. What servers and pages said in it steers no terminal. */
export function reportLines(report: CrawlReport): string[] {
  const lines: string[] = [];
  for (const [name, site] of Object.entries(report.sites)) {
    lines.push(
      "",
      `${name}: ${site.outcomes.accepted} records with ${site.comments} comments, from ${site.requests} requests`,
    );
    for (const [reason, count] of Object.entries(site.reasons).sort(([, one], [, other]) => other - one)) {
      const example = site.examples[reason]?.[0];
      lines.push(
        `  ${String(count).padStart(6)}  ${reason}${example === undefined ? "" : `   e.g. ${example.url}: ${example.detail}`.slice(0, 160)}`,
      );
    }
    // What was found and not wanted never came to a visit, so the tally does not hold it.
    for (const [name, count] of Object.entries(site.known))
      if (name.startsWith("skipped:") && site.reasons[name] === undefined)
        lines.push(`  ${String(count).padStart(6)}  ${name} (found, not asked)`);
    for (const [code, count] of Object.entries(site.warnings).sort(([, one], [, other]) => other - one))
      lines.push(`  ${String(count).padStart(6)}  warning ${code}`);
    for (const finding of site.findings) lines.push(`          noticed ${finding.code}: ${finding.message}`);
    if (site.browser.rendered > 0)
      lines.push(
        `  ${String(site.browser.rendered).padStart(6)}  pages rendered in a browser, ${site.browser.helped} of them gave more for it`,
      );
    if (site.queued > 0) lines.push(`  ${String(site.queued).padStart(6)}  pages wait for a later run`);
  }
  for (const [host, reason] of Object.entries(report.bannedHosts)) lines.push(`  ${host} was left alone: ${reason}`);
  return lines.map((line) => printable(line, MAX_LINE_LENGTH));
}

/** The whole run in one line, for logs of scheduled crawls. */
export function summaryLine(report: CrawlReport): string {
  const total = totalsOf(report);
  return `oogst: ${total.records} records, ${total.comments} comments, ${total.rejected} rejected, ${total.failed} failed, ${total.requests} requests in ${spanOf(report.elapsedMs)} (${report.ended}) → ${report.directory}`;
}

/** Longer lines are cut: a reason may quote what a server sent. */
const MAX_LINE_LENGTH = 500;
