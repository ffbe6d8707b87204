import { describe, expect, test } from "vitest";
import { nameFault } from "../../src/fetch/name-fault.ts";
import { CrawlError, RefusedError } from "../../src/model/crawl-error.ts";

const NOW_MS = Date.UTC(2026, 0, 31);
const PROGRESS = { url: "https://paper.example/", bodyBytes: 0 };
const HEAD = { status: 200, headers: {} };

const failing = (code: string, message = "het ging mis") => Object.assign(new Error(message), { code });

describe("what a socket, TLS or this machine throws has a reason and a consequence", () => {
  test.each([
    ["ENOTFOUND", "network", "retry"],
    ["EAI_AGAIN", "network", "retry"],
    ["ECONNREFUSED", "network", "retry"],
    ["ECONNRESET", "network", "retry"],
    ["EHOSTUNREACH", "network", "retry"],
    ["EPIPE", "network", "retry"],
    ["ETIMEDOUT", "timeout", "retry"],
    ["EMFILE", "network", "retry"],
    ["ENFILE", "network", "retry"],
    ["EADDRNOTAVAIL", "network", "retry"],
    ["CERT_HAS_EXPIRED", "tls", "give-up"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", "give-up"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", "give-up"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", "give-up"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls", "give-up"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "give-up"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", "give-up"],
    ["EPROTO", "tls", "give-up"],
    ["", "network", "retry"],
    ["constructor", "network", "retry"],
  ])("%s", (code, reason, consequence) => {
    expect(nameFault(failing(code), PROGRESS, NOW_MS)).toMatchObject({ reason, consequence, url: PROGRESS.url });
  });

  test.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ERR_HTTP2_STREAM_ERROR"])(
    "%s after the head means a body cut off",
    (code) => {
      const fault = nameFault(failing(code), { ...PROGRESS, head: HEAD, bodyBytes: 500 }, NOW_MS);
      expect(fault).toMatchObject({ reason: "truncated", consequence: "retry", status: 200 });
      expect(fault.message).toBe(
        "https://paper.example/: expected the whole body, found its end after 500 bytes: het ging mis",
      );
    },
  );
});

test("shortage on this machine is said to be this machine's", () => {
  expect(nameFault(failing("EMFILE"), PROGRESS, NOW_MS).message).toContain("on this machine");
});

test("what is named already keeps its name", () => {
  const refusal = new RefusedError("no", "robots", "https://paper.example/");
  expect(nameFault(refusal, PROGRESS, NOW_MS)).toBe(refusal);
});

test("of several addresses tried, the first one's error speaks", () => {
  const several = Object.assign(
    new AggregateError([failing("ECONNREFUSED", "connect ECONNREFUSED 192.0.2.1:443")], ""),
    { code: "ECONNREFUSED" },
  );
  expect(nameFault(several, PROGRESS, NOW_MS).message).toContain("found connect ECONNREFUSED 192.0.2.1:443");
});

test("the status of an error page outweighs what went wrong with its body", () => {
  const head = { status: 503, headers: { "retry-after": ["30"] } };
  const fault = nameFault(failing("ECONNRESET"), { ...PROGRESS, head }, NOW_MS);
  expect(fault).toMatchObject({ status: 503, consequence: "retry", retryAfterMs: 30_000 });
  expect(nameFault(failing("ECONNRESET"), { ...PROGRESS, head: { status: 404, headers: {} } }, NOW_MS)).toMatchObject({
    consequence: "give-up",
  });
});

test("anything thrown is named, and shown without control characters", () => {
  for (const thrown of [undefined, null, "\x1b[2J", { code: 5 }, new Error("a\nb")]) {
    const fault = nameFault(thrown, PROGRESS, NOW_MS);
    expect(fault).toBeInstanceOf(CrawlError);
    expect(fault.message).toMatch(/^[\x20-\x7e]+$/);
  }
});
