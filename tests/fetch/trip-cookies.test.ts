import { expect, test } from "vitest";
import { openTripCookies } from "../../src/fetch/trip-cookies.ts";

const NOW_MS = Date.UTC(2026, 0, 31);
const PAPER = new URL("https://paper.example/");

function headerAfter(setCookies: readonly string[], own?: string, url = PAPER): string | undefined {
  const cookies = openTripCookies();
  cookies.keep(PAPER, setCookies, NOW_MS);
  return cookies.headerFor(url, own);
}

test("a cookie goes back to the host that set it", () => {
  expect(headerAfter(["a=1; Path=/; HttpOnly; SameSite=Lax", "b=2"])).toBe("a=1; b=2");
  expect(headerAfter(["a=1"], undefined, new URL("https://paper.example./elders"))).toBe("a=1");
});

test("a cookie goes to no other host, whatever its Domain says", () => {
  expect(headerAfter(["a=1; Domain=example"], undefined, new URL("https://other.example/"))).toBeUndefined();
  expect(headerAfter(["a=1; Domain=paper.example"], undefined, new URL("https://www.paper.example/"))).toBeUndefined();
});

test("a secure cookie goes over https only", () => {
  expect(headerAfter(["a=1; Secure", "b=2"], undefined, new URL("http://paper.example/"))).toBe("b=2");
});

test("the caller's own cookies go along, and give way to newer ones of their name", () => {
  expect(headerAfter([], "own=0")).toBe("own=0");
  expect(headerAfter(["a=2"], "a=1; own=0")).toBe("a=2; own=0");
});

test("a cookie that has run out is gone (RFC 6265 §5.3)", () => {
  expect(headerAfter(["a=1", "a=; Max-Age=0"])).toBeUndefined();
  expect(headerAfter(["a=1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"])).toBeUndefined();
  expect(headerAfter(["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60"])).toBe("a=1");
  expect(headerAfter(["a=1; Expires=ooit"])).toBe("a=1");
});

test("what could not stand in a header is not kept", () => {
  expect(headerAfter(["=leeg", "", ";", "a=\x01", "b=\u20ac", `c=${"x".repeat(5000)}`])).toBeUndefined();
});

test("a jar is bounded, however many cookies a server sets", () => {
  const many = Array.from({ length: 5000 }, (_, index) => `c${index}=${"x".repeat(3000)}`);
  expect((headerAfter(many) ?? "").length).toBeLessThanOrEqual(8192);
  expect(headerAfter(Array.from({ length: 5000 }, (_, index) => `c${index}=1`))?.split("; ").length).toBe(50);
});
