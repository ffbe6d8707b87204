import { describe, expect, it } from "vitest";
import { startFailure } from "../../src/render/start-failure.ts";

const BUS = "[1:1:1125/044000.1:ERROR:dbus/bus.cc(408)] Failed to connect to the bus: Could not parse server address";
/** As Playwright tells it: the browser's lines twice, the second time coloured. */
const told = (lines: readonly string[], code = 1) =>
  new Error(
    [
      "browserType.launchPersistentContext: Target page, context or browser has been closed",
      "Browser logs:",
      "",
      "<launching> /usr/bin/chromium --disable-gpu --no-sandbox --headless about:blank",
      "<launched> pid=7",
      ...lines.map((line) => `[pid=7][err] ${line}`),
      "Call log:",
      ...lines.map((line) => `\u001b[2m  - [pid=7][err] ${line}\u001b[22m`),
      `\u001b[2m  - [pid=7] <process did exit: exitCode=${code}, signal=null>\u001b[22m`,
    ].join("\n"),
  );

describe("why a browser did not start", () => {
  it("is what its log says went wrong, not what every Chromium complains of", () => {
    const gpu = "[9:9:1125/044000.3:ERROR:content/browser/gpu/gpu_process_host.cc(951)] GPU process exited";
    const viz = "[9:9:1125/044000.3:ERROR:viz_main_impl.cc(189)] Exiting GPU process due to errors";
    const real =
      "[7:7:1125/044000.2:ERROR:chrome/browser/process_singleton_posix.cc(353)] Failed to create /x: File exists";
    expect(startFailure(told([BUS, gpu, viz, real]))).toBe(`[pid=7][err] ${real}`);
  });

  it("is the fatal line, where errors stand before it", () => {
    const error = "[7:7:1125/044000.2:ERROR:chrome/x.cc(3)] Something";
    const fatal = "[7:7:1125/044000.2:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox!";
    expect(startFailure(told([error, fatal]))).toBe(
      `[pid=7][err] ${fatal}; where this machine gives it no sandbox, OOGST_CHROMIUM_SANDBOX=off does without`,
    );
  });

  it("is how it ended, where its log says nothing of use", () => {
    expect(startFailure(told([BUS], 3))).toBe("it ended at once, with exit code 3");
    expect(startFailure(told([], 1))).toBe("it ended at once, with exit code 1");
  });

  it("is all that was said, where it is one line, without what colours it", () => {
    expect(startFailure(new Error("\u001b[31mspawn EACCES\u001b[39m"))).toBe("spawn EACCES");
    expect(startFailure("nothing")).toBe("nothing");
  });
});
