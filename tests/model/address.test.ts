import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAllowedAddress, isPublicAddress, parseAllow } from "../../src/model/address.ts";

describe("an address that is not of the public internet is not public", () => {
  test.each([
    ["0.0.0.0", "this network"],
    ["0.255.255.255", "this network, its end"],
    ["10.0.0.0", "private"],
    ["10.255.255.255", "private, its end"],
    ["100.64.0.1", "carrier-grade NAT"],
    ["100.127.255.255", "carrier-grade NAT, its end"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback, its end"],
    ["169.254.169.254", "cloud metadata"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private, its end"],
    ["192.0.0.8", "protocol assignments"],
    ["192.0.2.1", "documentation"],
    ["192.88.99.1", "6to4 relay"],
    ["192.168.1.1", "private"],
    ["198.18.0.1", "benchmarking"],
    ["198.19.255.255", "benchmarking, its end"],
    ["198.51.100.7", "documentation"],
    ["203.0.113.9", "documentation"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast, its end"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::7f00:1", "IPv4-compatible loopback"],
    ["::8.8.8.8", "IPv4-compatible"],
    ["::ffff:127.0.0.1", "IPv4-mapped loopback"],
    ["::ffff:8.8.8.8", "IPv4-mapped"],
    ["::ffff:0:7f00:1", "IPv4-translated"],
    ["64:ff9b::10.0.0.1", "NAT64"],
    ["64:ff9b:1::1", "local NAT64"],
    ["100::1", "discard"],
    ["2001::1", "Teredo"],
    ["2001:2::1", "benchmarking"],
    ["2001:10::1", "ORCHID"],
    ["2001:db8::1", "documentation"],
    ["2002:7f00:1::", "6to4 of loopback"],
    ["2002:808:808::1", "6to4"],
    ["3fff::1", "documentation"],
    ["5f00::1", "segment routing"],
    ["fc00::1", "unique local"],
    ["fdff:ffff::1", "unique local, its end"],
    ["fe80::1", "link-local"],
    ["fe80::1%eth0", "link-local with its zone"],
    ["fec0::1", "site-local"],
    ["ff02::1", "multicast"],
  ])("%s (%s)", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.each([
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "128.0.0.0",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.0",
  "192.0.1.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2001:200::1",
  "2001:4860:4860::8888",
  "2003::1",
  "2a00:1450:400e::200e",
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "",
  "localhost",
  "0x08080808",
  "8.8.8",
  "08.8.8.8",
  "134744072",
  "8.8.8.8.",
  "8.8.8.8/32",
  "[2001:4860::1]",
  "１.1.1.1",
  "1.1.1.1 ",
])("%j is no address, and so not public", (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

test("judging an address never throws, and of IPv6 only 2000::/3 is ever public", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.string()), (text) => {
      const isPublic = isPublicAddress(text);
      if (isPublic && text.includes(":")) expect(text).toMatch(/^[23][0-9a-f]{3}:/i);
    }),
  );
});

describe("an opt-in allows what it names and nothing beside it", () => {
  const allows = (rule: string, hostname: string, port: number, address: string) =>
    isAllowedAddress(parseAllow([rule]), { hostname, port, address });

  test.each([
    ["127.0.0.1", "127.0.0.1", 80, "127.0.0.1", true],
    ["127.0.0.1", "demo.example", 8080, "127.0.0.1", true],
    ["127.0.0.1", "127.0.0.2", 80, "127.0.0.2", false],
    ["127.0.0.1", "[::ffff:7f00:1]", 80, "::ffff:7f00:1", false],
    ["127.0.0.1:8080", "localhost", 8080, "127.0.0.1", true],
    ["127.0.0.1:8080", "127.0.0.1", 8081, "127.0.0.1", false],
    ["10.0.0.0/8", "intranet.example", 443, "10.20.30.40", true],
    ["10.0.0.0/8", "intranet.example", 443, "192.168.0.1", false],
    ["10.1.2.3/8", "intranet.example", 443, "10.0.0.1", true],
    ["0.0.0.0/0", "x.example", 80, "127.0.0.1", true],
    ["0.0.0.0/0", "x.example", 80, "::1", false],
    ["::1", "[::1]", 80, "::1", true],
    ["[::1]", "[::1]", 80, "::1", true],
    ["[::1]:8080", "[::1]", 8080, "::1", true],
    ["[::1]:8080", "[::1]", 80, "::1", false],
    ["fd00::/8", "x.example", 80, "fd12::1", true],
    ["localhost", "localhost", 80, "127.0.0.1", true],
    ["localhost", "localhost.", 80, "127.0.0.1", true],
    ["localhost", "other.localhost", 80, "127.0.0.1", false],
    ["localhost", "127.0.0.1", 80, "127.0.0.1", false],
    ["localhost:8080", "localhost", 8080, "::1", true],
    ["localhost:8080", "localhost", 80, "::1", false],
    ["Intranet.Example.", "intranet.example", 80, "10.0.0.1", true],
    ["bücher.example", "xn--bcher-kva.example", 80, "10.0.0.1", true],
    ["0x7f.1", "x.example", 80, "127.0.0.1", true],
  ])("%s, asked %s:%i at %s: %s", (rule, hostname, port, address, isAllowed) => {
    expect(allows(rule, hostname, port, address)).toBe(isAllowed);
  });

  test("a public address needs no rule", () => {
    expect(isAllowedAddress([], { hostname: "x.example", port: 80, address: "1.1.1.1" })).toBe(true);
  });

  test.each([
    "",
    "http://x.example",
    "x.example/path",
    "a b",
    "user@x.example",
    "10.0.0.0/33",
    "::1/129",
    "10.0.0.0/",
    "10.0.0.0/x",
    "x.example:99999",
    "fe80::1%eth0",
    "[::1",
  ])("%j is refused as an entry, and named", (entry) => {
    expect(() => parseAllow(["127.0.0.1", entry])).toThrow(
      `allowAddresses[1]: expected a host, host:port, an address or a range such as 10.0.0.0/8, found ${JSON.stringify(entry)}`,
    );
  });
});
