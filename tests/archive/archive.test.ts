import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { WARCParser } from "warcio";
import { type Archive, openArchive, openReplay, type VisitToStore } from "../../src/archive/archive.ts";
import { parseCapture } from "../../src/archive/cdxj.ts";
import { digestOf } from "../../src/archive/digest.ts";
import { capturesIn } from "../../src/archive/index-file.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Page } from "../../src/model/page.ts";
import { answersTo, itemsOf, recordsOf, scratch, sweep } from "./support.ts";

afterAll(sweep);

const AT_MS = Date.parse("2026-05-04T10:11:12.345Z");
const URL_A = "http://paper.example/news/een-dag?x=1";

function exchangeOf(over: Partial<Exchange> = {}): Exchange {
  return {
    ...{ url: URL_A, method: "GET", sentHeaders: ["user-agent", "oogst/test"], sentBody: null, status: 200 },
    ...{ headers: { "content-type": ["text/html"] }, body: Buffer.from("<p>Dag, wereld</p>"), answeredAtMs: AT_MS },
    ...over,
  };
}

function visitOf(exchanges: readonly Exchange[], over: Partial<VisitToStore> = {}): VisitToStore {
  const [last] = exchanges.slice(-1) as [Exchange];
  const page: Page = {
    ...{ requestedUrl: exchanges[0]?.url ?? "", finalUrl: last.url, status: last.status, headers: last.headers },
    ...{ hops: [], mediaType: "text/html", charset: "utf-8", body: last.body, broughtBy: "http", elapsedMs: 5 },
    fetchedAt: new Date(last.answeredAtMs).toISOString(),
  };
  const asked = { url: exchanges[0]?.url ?? "", method: last.method, body: last.sentBody, isRendered: false };
  return {
    ...{ site: "paper", url: asked.url, kind: "article", visitedAtMs: last.answeredAtMs, outcome: "accepted" },
    ...{ trips: [{ asked, exchanges, page, error: null, withheld: null }], mayBeRevisit: true },
    ...over,
  };
}

async function open(directory: string, maxFileBytes?: number): Promise<Archive> {
  return openArchive(directory, {
    ...{ name: "paper", sites: ["paper"], software: "oogst/test", nowMs: () => AT_MS },
    ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
  });
}

describe("an archive", () => {
  it("holds warcinfo, request, response and the visit's story, each a gzip member of its own (WARC 1.1, Annex D)", async () => {
    const directory = scratch();
    const archive = await open(directory);
    expect(await archive.storeVisit(visitOf([exchangeOf()]))).toBe(1);
    await archive.close();
    const path = join(directory, "paper-00001.warc.gz");
    const records = await recordsOf(path);
    expect(records.map(({ type }) => type)).toEqual(["warcinfo", "request", "response", "metadata"]);
    const bytes = readFileSync(path);
    for (const { offset, length, type } of records) {
      const text = gunzipSync(bytes.subarray(offset, offset + length)).toString();
      expect(text.startsWith(`WARC/1.1\r\nWARC-Type: ${type}\r\n`)).toBe(true);
      expect(text.endsWith("\r\n\r\n")).toBe(true);
    }
    expect(records.reduce((sum, { length }) => sum + length, 0)).toBe(statSync(path).size);
    const [, request, response] = records;
    expect(response?.fields.get("warc-date")).toBe("2026-05-04T10:11:12.345Z");
    expect(response?.fields.get("warc-concurrent-to")).toBe(request?.fields.get("warc-record-id"));
    expect(request?.fields.get("warc-concurrent-to")).toBe(response?.fields.get("warc-record-id"));
    expect(request?.block.toString()).toMatch(/^GET \/news\/een-dag\?x=1 HTTP\/1\.1\r\nhost: paper\.example\r\n/);
  });

  it("is read by another reader, whose own digests agree", async () => {
    const directory = scratch();
    const archive = await open(directory);
    await archive.storeVisit(visitOf([exchangeOf()]));
    await archive.storeVisit(visitOf([exchangeOf({ answeredAtMs: AT_MS + 5000 })]));
    await archive.close();
    const stream = createReadStream(join(directory, "paper-00001.warc.gz"));
    const seen: string[] = [];
    for await (const record of new WARCParser(stream)) {
      seen.push(record.warcType ?? "");
      const content = Buffer.from(await record.readFully(false));
      if (record.warcType === "response") {
        expect(record.httpHeaders?.statusCode).toBe(200);
        expect(content.toString()).toBe("<p>Dag, wereld</p>");
        expect(record.warcHeader("WARC-Payload-Digest")).toBe(digestOf(content));
      }
    }
    expect(seen.filter((type) => type === "response" || type === "revisit")).toEqual(["response", "revisit"]);
  });

  it("spells digests as CDX tools do: SHA-1 in base32", () => {
    // RFC 3174 §7.3, TEST1; RFC 4648 §6.
    expect(digestOf("abc")).toBe("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
    expect(digestOf("")).toBe("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  });

  it("keeps an unchanged body as a revisit record that names the record with the body", async () => {
    const directory = scratch();
    const archive = await open(directory);
    for (const [seconds, body] of [
      [0, "eerst"],
      [60, "eerst"],
      [120, "anders"],
      [180, "anders"],
    ] as const)
      await archive.storeVisit(
        visitOf([exchangeOf({ body: Buffer.from(body), answeredAtMs: AT_MS + seconds * 1000 })]),
      );
    await archive.close();
    const answers = answersTo(await recordsOf(join(directory, "paper-00001.warc.gz")), URL_A);
    expect(answers.map(({ type }) => type)).toEqual(["response", "revisit", "response", "revisit"]);
    const [first, revisit] = answers;
    expect(revisit?.fields.get("warc-profile")).toBe(
      "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    );
    expect(revisit?.fields.get("warc-refers-to")).toBe(first?.fields.get("warc-record-id"));
    expect(revisit?.fields.get("warc-refers-to-target-uri")).toBe(URL_A);
    expect(revisit?.fields.get("warc-refers-to-date")).toBe("2026-05-04T10:11:12.345Z");
    expect(revisit?.fields.get("warc-payload-digest")).toBe(first?.fields.get("warc-payload-digest"));
    expect(revisit?.block.toString()).not.toContain("eerst");
  });

  it("finds the unchanged body in an older file, also after it was opened again", async () => {
    const directory = scratch();
    const body = Buffer.from("x".repeat(50_000));
    let archive = await open(directory, 1);
    await archive.storeVisit(visitOf([exchangeOf({ body })]));
    await archive.storeVisit(visitOf([exchangeOf({ url: "http://paper.example/b" })]));
    await archive.close();
    archive = await open(directory, 1);
    await archive.storeVisit(visitOf([exchangeOf({ body, answeredAtMs: AT_MS + 1000 })]));
    await archive.close();
    const names = readdirSync(directory).filter((name) => name.endsWith(".warc.gz"));
    expect(names).toEqual(["paper-00001.warc.gz", "paper-00002.warc.gz", "paper-00003.warc.gz"]);
    const [answer] = answersTo(await recordsOf(join(directory, "paper-00003.warc.gz")), URL_A);
    expect(answer?.type).toBe("revisit");
  });

  it("keeps a 304 as a revisit of the profile server-not-modified", async () => {
    const directory = scratch();
    const archive = await open(directory);
    await archive.storeVisit(visitOf([exchangeOf({ status: 304, body: Buffer.alloc(0) })]));
    await archive.close();
    const [answer] = answersTo(await recordsOf(join(directory, "paper-00001.warc.gz")), URL_A);
    expect(answer?.type).toBe("revisit");
    expect(answer?.fields.get("warc-profile")).toContain("server-not-modified");
  });

  it("keeps the headers of the body as sent under another name, and true ones beside them", async () => {
    const directory = scratch();
    const archive = await open(directory);
    const headers = {
      ...{ "content-type": ["text/html"], "content-encoding": ["gzip"], "transfer-encoding": ["chunked"] },
      "set-cookie": ["a=1", "b=2"],
    };
    await archive.storeVisit(visitOf([exchangeOf({ headers })]));
    await archive.close();
    const [answer] = answersTo(await recordsOf(join(directory, "paper-00001.warc.gz")), URL_A);
    const head = answer?.block.toString().split("\r\n\r\n")[0] ?? "";
    expect(head).not.toMatch(/^content-encoding|^transfer-encoding/im);
    expect(head).toContain("x-archive-orig-content-encoding: gzip");
    expect(head).toContain("x-archive-orig-transfer-encoding: chunked");
    expect(head).toContain("set-cookie: a=1\r\nset-cookie: b=2");
    expect(head).toContain("content-length: 18");
  });

  it("withholds cookies and keys that were sent, but tells their names", async () => {
    const directory = scratch();
    const archive = await open(directory);
    const sentHeaders = [
      "user-agent",
      "oogst/test",
      "cookie",
      "session=geheim",
      "x-api-key",
      "geheim",
      "accept",
      "*/*",
    ];
    await archive.storeVisit(visitOf([exchangeOf({ sentHeaders })]));
    await archive.close();
    const text = gunzipSync(readFileSync(join(directory, "paper-00001.warc.gz"))).toString();
    expect(text).not.toContain("geheim");
    expect(text).toContain("x-archive-withheld: cookie, x-api-key");
  });

  it("keeps what was posted, and tells two posts to one address apart", async () => {
    const directory = scratch();
    const archive = await open(directory);
    for (const [place, sentBody] of ['{"page":1}', '{"page":2}'].entries())
      await archive.storeVisit(
        visitOf([exchangeOf({ method: "POST", sentBody, body: Buffer.from(`{"nr":${place}}`) })]),
      );
    await archive.close();
    const requests = (await recordsOf(join(directory, "paper-00001.warc.gz"))).filter(({ type }) => type === "request");
    expect(requests.map(({ block }) => block.toString().split("\r\n\r\n")[1])).toEqual(['{"page":1}', '{"page":2}']);
    const captures = await capturesIn(join(directory, "paper-00001.cdxj"), URL_A);
    expect(captures.map(({ sentDigest }) => sentDigest)).toEqual([digestOf('{"page":1}'), digestOf('{"page":2}')]);
  });

  it("numbers visits and files in one order, whatever comes at once", async () => {
    const directory = scratch();
    const archive = await open(directory, 4000);
    const order: number[] = [];
    const bodies = Array.from({ length: 40 }, (_, place) => Buffer.from("ab".repeat((place * 7919) % 60_000)));
    await Promise.all(
      bodies.map(async (body, place) => {
        const url = `http://paper.example/${place}`;
        order.push(await archive.storeVisit(visitOf([exchangeOf({ url, body })])));
      }),
    );
    await archive.close();
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    const names = readdirSync(directory)
      .filter((name) => name.endsWith(".warc.gz"))
      .sort();
    expect(names.length).toBeGreaterThan(2);
    const numbers: number[] = [];
    for (const name of names)
      for (const { type, block } of await recordsOf(join(directory, name)))
        if (type === "metadata") numbers.push(JSON.parse(block.toString()).number);
    expect(numbers).toEqual(order);
  });

  it("has an index beside each file, sorted by bytes, whose places hold what they say", async () => {
    const directory = scratch();
    const archive = await open(directory, 6000);
    for (let place = 0; place < 60; place++)
      await archive.storeVisit(
        visitOf([
          exchangeOf({
            url: `https://www.paper.example/${place % 7}/${place}?b=${place}&a`,
            body: Buffer.from(`${place}`),
          }),
        ]),
      );
    await archive.close();
    const indexes = readdirSync(directory).filter((name) => name.endsWith(".cdxj"));
    expect(indexes.length).toBeGreaterThan(1);
    let found = 0;
    for (const name of indexes) {
      const lines = readFileSync(join(directory, name), "latin1").split("\n").slice(0, -1);
      expect(lines).toEqual(lines.toSorted((one, other) => (one < other ? -1 : 1)));
      for (const line of lines) {
        const capture = parseCapture(line);
        if (capture === undefined) throw new Error(`no capture: ${line}`);
        const bytes = readFileSync(join(directory, capture.file)).subarray(
          capture.offset,
          capture.offset + capture.length,
        );
        expect(gunzipSync(bytes).toString()).toContain(`WARC-Target-URI: ${capture.url}\r\n`);
        expect(await capturesIn(join(directory, name), capture.url)).toEqual([capture]);
        found++;
      }
    }
    expect(found).toBe(60);
  });

  it("keeps a rendered page as a resource record, and gives it back as it was", async () => {
    const directory = scratch();
    const archive = await open(directory);
    const fetched = visitOf([exchangeOf()]);
    const [trip] = fetched.trips;
    const rendered: Page = {
      ...(trip?.page as Page),
      ...{ broughtBy: "browser", body: Buffer.from("<p>Eén reactie</p>"), charset: "utf-8", elapsedMs: 800 },
      headers: { "content-type": ["text/html; charset=utf-8"], "x-robots-tag": ["noindex"] },
      hops: [{ url: URL_A, status: 302, location: URL_A }],
    };
    const asked = { url: URL_A, method: "GET", body: null, isRendered: true } as const;
    const again = { asked, exchanges: [], page: rendered, error: null, withheld: null };
    await archive.storeVisit({ ...fetched, trips: [...fetched.trips, again] });
    await archive.close();
    const path = join(directory, "paper-00001.warc.gz");
    expect((await recordsOf(path)).map(({ type }) => type)).toContain("resource");
    const replay = openReplay([path]);
    for await (const item of replay.visits()) {
      if (item.kind !== "visit") throw new Error(item.message);
      const [page, other] = item.visit.trips.map(({ page }) => page);
      expect({ ...page, body: String(page?.body) }).toEqual({ ...trip?.page, body: String(trip?.page?.body) });
      expect({ ...other, body: String(other?.body) }).toEqual({ ...rendered, body: "<p>Eén reactie</p>" });
    }
    await replay.close();
  });

  it("says which redirects came before a page", async () => {
    const directory = scratch();
    const archive = await open(directory);
    const redirect = exchangeOf({
      ...{ url: "http://paper.example/oud", status: 301, body: Buffer.alloc(0) },
      headers: { location: [URL_A], "content-length": ["120"] },
    });
    await archive.storeVisit(visitOf([redirect, exchangeOf()]));
    await archive.close();
    const [answer] = answersTo(await recordsOf(join(directory, "paper-00001.warc.gz")), "http://paper.example/oud");
    expect(answer?.block.toString()).toMatch(/^HTTP\/1\.1 301 Moved Permanently\r\nlocation: /);
    // Its body was never read, which is to be told (clause 5.13).
    expect(answer?.fields.get("warc-truncated")).toBe("unspecified");
  });
});

describe("an archive that was cut off by a crash", () => {
  async function twoVisits(directory: string): Promise<Buffer> {
    const archive = await open(directory);
    await archive.storeVisit(visitOf([exchangeOf()]));
    await archive.storeVisit(
      visitOf([exchangeOf({ url: "http://paper.example/b", body: Buffer.from("b".repeat(3000)) })]),
    );
    await archive.close();
    return readFileSync(join(directory, "paper-00001.warc.gz"));
  }

  it("loses only the record that was not whole, wherever it was cut, and goes on behind the last whole one", async () => {
    const { writeFile, rm } = await import("node:fs/promises");
    const directory = scratch();
    const bytes = await twoVisits(directory);
    const path = join(directory, "paper-00001.warc.gz");
    const before = await recordsOf(path);
    for (let size = 0; size <= bytes.length; size += 113) {
      await writeFile(path, bytes.subarray(0, size));
      await rm(join(directory, "paper-00001.cdxj"), { force: true });
      const archive = await open(directory);
      const whole = before.filter(({ offset, length }) => offset + length <= size);
      const number = await archive.storeVisit(visitOf([exchangeOf({ url: "http://paper.example/c" })]));
      await archive.close();
      const items = await itemsOf(path);
      expect(items.filter(({ kind }) => kind === "damage")).toEqual([]);
      const types = items.map((item) => (item.kind === "record" ? item.record.type : "damage"));
      const expected = whole.length === 0 ? ["warcinfo"] : whole.map(({ type }) => type);
      expect(types).toEqual([...expected, "request", "response", "metadata"]);
      expect(number).toBe(whole.filter(({ type }) => type === "metadata").length + 1);
      expect(await capturesIn(join(directory, "paper-00001.cdxj"), "http://paper.example/c")).toHaveLength(1);
      expect(await capturesIn(join(directory, "paper-00001.cdxj"), URL_A)).toHaveLength(
        whole.filter(({ type }) => type === "response").length > 0 ? 1 : 0,
      );
    }
  });

  it("reads again what an index that lags behind does not know", async () => {
    const { writeFile } = await import("node:fs/promises");
    const directory = scratch();
    await twoVisits(directory);
    const index = join(directory, "paper-00001.cdxj");
    const [first] = readFileSync(index, "utf8")
      .split("\n")
      .filter((line) => line.includes("een-dag"));
    await writeFile(index, `${first}\n`);
    const archive = await open(directory);
    expect(archive.lastVisit).toBe(2);
    await archive.close();
    expect(await capturesIn(index, "http://paper.example/b")).toHaveLength(1);
  });

  it("cannot be written any more once the disk refuses, and says so", async () => {
    const directory = scratch();
    const archive = await open(join(directory, "archive"));
    const { rm, writeFile } = await import("node:fs/promises");
    await rm(join(directory, "archive"), { recursive: true });
    await writeFile(join(directory, "archive"), "a file in the way");
    await expect(archive.storeVisit(visitOf([exchangeOf()]))).rejects.toMatchObject({ name: "OutputError" });
    await expect(archive.storeVisit(visitOf([exchangeOf()]))).rejects.toMatchObject({ name: "OutputError" });
    await archive.close();
  });
});
