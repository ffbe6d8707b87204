const MAX_LENGTH = 300;

/** Why a browser did not start, from what Playwright says of it: its own words are long; what went wrong stands in the browser's log. */
export function startFailure(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).replace(STYLES, "");
  const lines = text.split("\n").filter((line) => !HARMLESS.test(line) && !LAUNCHING.test(line));
  const said = lines.find((line) => FATAL.test(line)) ?? lines.find((line) => /ERROR/.test(line));
  const code = /<process did exit: exitCode=(\d+)/.exec(text)?.[1];
  const ended = code === undefined ? undefined : `it ended at once, with exit code ${code}`;
  const reason = (said ?? ended ?? lines[0] ?? "").trim().slice(0, MAX_LENGTH);
  return /sandbox/i.test(reason)
    ? `${reason}; where this machine gives it no sandbox, OOGST_CHROMIUM_SANDBOX=off does without`
    : reason;
}

/** Playwright's call log is coloured, wherever it is written to. */
const STYLES = /\u001b\[[0-9;]*[A-Za-z]/g;
const FATAL = /FATAL|No usable sandbox|error while loading/;
/** What a Chromium that starts well says too: without a desktop it finds no message bus and no graphics. */
const HARMLESS = /ERROR:[^\]]*\b(dbus|gpu|gl|angle|viz|vaapi|ozone|components\/viz)[/_]/;
/** Its command, with all switches. */
const LAUNCHING = /<launching>/;
