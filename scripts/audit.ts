// Asks the registry what is known against the packages in the lock file (`npm audit`): those we ship and those we work with.
//   npm run audit
// Any finding fails. A registry that does not offer the question, or is not there, is a check left out, with its reason.
import { execFile } from "node:child_process";
import { join } from "node:path";

export type Audit =
  | { readonly kind: "clean"; readonly packages: number }
  | { readonly kind: "findings"; readonly findings: readonly string[] }
  | { readonly kind: "unanswered"; readonly reason: string };

interface Report {
  /** In place of all else, where there was no answer. */
  readonly message?: string;
  readonly auditReportVersion?: number;
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
}

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
}

/** What the registry answers; npm's own, unless another is named. */
export async function audit(registry?: string): Promise<Audit> {
  const args = ["audit", "--json", "--audit-level=info", "--fetch-retries=0", "--fetch-timeout=20000"];
  const stdout = await runNpm(registry === undefined ? args : [...args, `--registry=${registry}`]);
  let report: Report;
  try {
    report = JSON.parse(stdout) as Report;
  } catch {
    return { kind: "unanswered", reason: `npm audit gave no JSON: ${stdout.slice(0, 200)}` };
  }
  if (report.auditReportVersion === undefined)
    return { kind: "unanswered", reason: report.message ?? "npm audit gave no report" };
  const findings = Object.values(report.vulnerabilities ?? {}).map(toldOf);
  if (findings.length > 0) return { kind: "findings", findings };
  return { kind: "clean", packages: report.metadata?.dependencies?.total ?? 0 };
}

if (import.meta.main) {
  const answer = await audit();
  if (answer.kind === "unanswered")
    console.log(`npm audit left out, for the registry does not answer it: ${answer.reason}`);
  else if (answer.kind === "clean") console.log(`nothing is known against ${answer.packages} packages`);
  else for (const finding of answer.findings) console.log(finding);
  const count = (kind: Audit["kind"]) => (answer.kind === kind ? 1 : 0);
  console.log(`${count("clean")} passed, ${count("findings")} failed, ${count("unanswered")} skipped`);
  process.exitCode = answer.kind === "findings" ? 1 : 0;
}

function toldOf({ name, severity, range, via }: Vulnerability): string {
  const reasons = via.map((each) => (typeof each === "string" ? `by ${each}` : `${each.title} (${each.url})`));
  return `${name} ${range}: ${severity}, ${reasons.join(", ")}`;
}

/** What npm writes, whatever its exit code: it is 1 where something is known, and where nothing answered. */
function runNpm(args: readonly string[]): Promise<string> {
  return new Promise((resolve) =>
    execFile(
      "npm",
      args,
      { cwd: join(import.meta.dirname, ".."), timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout) => resolve(stdout),
    ),
  );
}
