import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { WARCRecord as TheirRecord, WARCSerializer } from "warcio";
import { readPages } from "../../src/archive/read-pages.ts";
import { itemsOf, recordsOf, scratch, sweep } from "./support.ts";

afterAll(sweep);

const folder = scratch();
let files = 0;
function fileOf(bytes: Buffer): string {
  const path = join(folder, `${files++}.warc`);
  writeFileSync(path, bytes);
  return path;
}

interface RecordParts {
  readonly type?: string;
  readonly url?: string;
  readonly head?: string;
  readonly body?: Buffer | string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly length?: number | string;
  readonly version?: string;
}

/** A record as some tool might write it. */
function record(parts: RecordParts = {}): Buffer {
  const { type = "response", url = "http://paper.example/a", version = "WARC/1.0" } = parts;
  const { head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", body = "<p>Dag</p>", fields = {} } = parts;
  const block = Buffer.concat([Buffer.from(head), Buffer.from(body as string)]);
  const lines = Object.entries({
    "WARC-Type": type,
    "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
    "WARC-Date": "2026-05-04T10:11:12Z",
    "WARC-Target-URI": url,
    "Content-Type": "application/http; msgtype=response",
    ...fields,
    "Content-Length": String(parts.length ?? block.length),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${version}\r\n${lines.join("")}\r\n`), block, Buffer.from("\r\n\r\n")]);
}

const urls = ["http://paper.example/a", "http://paper.example/b", "http://paper.example/c"];
const three = urls.map((url) => record({ url, body: `<p>${url}</p>` }));

async function pagesOf(bytes: Buffer): Promise<{ url: string; text: string; isCut: boolean }[]> {
  const pages: { url: string; text: string; isCut: boolean }[] = [];
  for await (const item of readPages(fileOf(bytes)))
    if (item.kind === "page")
      pages.push({ url: item.page.finalUrl, text: Buffer.from(item.page.body).toString(), isCut: item.isCut });
  return pages;
}

describe("a WARC file of another tool", () => {
  const forms: readonly (readonly [string, Buffer])[] = [
    ["gzip by record", Buffer.concat(three.map((each) => gzipSync(each)))],
    ["gzip as a whole", gzipSync(Buffer.concat(three))],
    ["not compressed", Buffer.concat(three)],
    ["gzip in blocks that cut across records", inBlocks(Buffer.concat(three), 300)],
    ["lines without carriage returns", Buffer.concat(three.map(withoutReturns))],
    [
      "gzip with zeros between the members",
      Buffer.concat(three.flatMap((each) => [gzipSync(each), Buffer.alloc(700)])),
    ],
  ];
  it.each(forms)("is read, %s", async (_, bytes) => {
    expect((await pagesOf(bytes)).map(({ url, text }) => [url, text])).toEqual(
      urls.map((url) => [url, `<p>${url}</p>`]),
    );
    expect((await itemsOf(fileOf(bytes))).filter(({ kind }) => kind === "damage")).toEqual([]);
  });

  it("gives each record its place, from which it can be read alone", async () => {
    for (const bytes of [forms[0]?.[1], forms[2]?.[1]] as Buffer[]) {
      const path = fileOf(bytes);
      for (const { offset, fields } of await recordsOf(path)) {
        const [first] = await recordsOf(path, { from: offset });
        expect(first?.fields.get("warc-target-uri")).toBe(fields.get("warc-target-uri"));
      }
    }
  });

  it("written by warcio.js is read", async () => {
    const theirs = await TheirRecord.create(
      {
        ...{ url: "http://paper.example/a", date: "2026-05-04T10:11:12Z", type: "response", warcHeaders: {} },
        ...{ httpHeaders: { "Content-Type": "text/html" }, statusline: "HTTP/1.1 200 OK" },
      },
      (async function* () {
        yield Buffer.from("<p>van warcio</p>");
      })(),
    );
    const bytes = Buffer.from(await WARCSerializer.serialize(theirs, { gzip: true }));
    expect((await pagesOf(bytes)).map(({ text }) => text)).toEqual(["<p>van warcio</p>"]);
  });

  const html = "<p>Café dag</p>".repeat(30);
  const chunked = (body: Buffer) =>
    Buffer.concat([
      Buffer.from(`${(10).toString(16)};x=y\r\n`),
      body.subarray(0, 10),
      Buffer.from("\r\n"),
      Buffer.from(`${(body.length - 10).toString(16).toUpperCase()}\r\n`),
      body.subarray(10),
      Buffer.from("\r\n0\r\n\r\n"),
    ]);
  const head = (...lines: string[]) =>
    `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`;
  const plain = Buffer.from(html);
  const encodings: readonly (readonly [string, string, Buffer])[] = [
    ["chunks left in", head("Transfer-Encoding: chunked"), chunked(plain)],
    ["gzip left in", head("Content-Encoding: gzip"), gzipSync(plain)],
    [
      "chunks around gzip left in",
      head("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
      chunked(gzipSync(plain)),
    ],
    ["brotli left in", head("Content-Encoding: br"), brotliCompressSync(plain)],
    ["bare deflate left in", head("Content-Encoding: deflate"), deflateRawSync(plain)],
    [
      "headers that say chunked and gzip before a body that is neither",
      head("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
      plain,
    ],
    [
      "headers renamed as Common Crawl does",
      head("X-Crawl-Content-Encoding: gzip", "X-Crawl-Transfer-Encoding: chunked"),
      plain,
    ],
  ];
  it.each(encodings)("is decoded: %s", async (_, headBytes, body) => {
    const [page] = await pagesOf(gzipSync(record({ head: headBytes, body })));
    expect(page?.text).toBe(html);
  });

  it("gives what can be had of a gzip body that was cut, and says that it was cut", async () => {
    const noise = Array.from({ length: 3000 }, (_, place) => `<p>${(place * 7919) % 1000}</p>`).join("");
    const cut = gzipSync(Buffer.from(noise)).subarray(0, 3000);
    const fields = { "WARC-Truncated": "length" };
    const [page] = await pagesOf(gzipSync(record({ head: head("Content-Encoding: gzip"), body: cut, fields })));
    expect(page?.isCut).toBe(true);
    expect(page?.text.length).toBeGreaterThan(1000);
    expect(noise.startsWith(page?.text ?? "-")).toBe(true);
  });

  it("gives pages only: answers with status 200 that are HTML", async () => {
    const others = [
      record({ type: "request", head: "GET /a HTTP/1.1\r\n\r\n" }),
      record({ type: "warcinfo", head: "", body: "software: x\r\n" }),
      record({ type: "revisit" }),
      record({ head: "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" }),
      record({ head: "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" }),
      record({ head: "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n" }),
      record({ url: "dns:paper.example", head: "", body: "20260504 paper.example. 1 IN A 192.0.2.1" }),
      record({ url: "ftp://paper.example/a" }),
      record({ fields: { "WARC-Date": "gisteren" } }),
      record({ head: "no HTTP at all" }),
    ];
    const untyped = record({
      url: "http://paper.example/u",
      head: "HTTP/1.1 200 OK\r\n\r\n",
      body: " <!DOCTYPE html><p>u",
    });
    const bracketed = record({
      url: "<http://paper.example/k>",
      head: "HTTP/2 200\r\ncontent-type: text/html\r\n\r\n",
    });
    const pages = await pagesOf(Buffer.concat([...others, untyped, bracketed].map((each) => gzipSync(each))));
    expect(pages.map(({ url }) => url)).toEqual(["http://paper.example/u", "http://paper.example/k"]);
  });
});

describe("a damaged or hostile WARC file", () => {
  it("is read on behind a member that is damaged", async () => {
    const members = three.map((each) => gzipSync(each));
    for (const spoil of [
      (bytes: Buffer) => bytes.fill(0x55, 30, 60),
      (bytes: Buffer) => bytes.fill(0, bytes.length - 8),
      (bytes: Buffer) => bytes.fill(0xff, 0, 2),
      (bytes: Buffer) => bytes.subarray(0, bytes.length - 20),
    ]) {
      const bytes = Buffer.concat([members[0], spoil(Buffer.from(members[1] as Buffer)), members[2]] as Buffer[]);
      const items = await itemsOf(fileOf(bytes));
      expect(items.some(({ kind }) => kind === "damage")).toBe(true);
      const found = items.flatMap((item) =>
        item.kind === "record" ? [item.record.fields.get("warc-target-uri")] : [],
      );
      expect(found).toContain(urls[0]);
      expect(found).toContain(urls[2]);
    }
  });

  it.each([
    ["too long, by record", 5_000, true],
    ["too long, not compressed", 5_000, false],
    ["too short, by record", 20, true],
    ["too short, not compressed", 20, false],
    ["no number", "many", true],
    ["no number, not compressed", "-1", false],
    ["beyond all bounds", "999999999999999", true],
  ] as const)("is read on behind a record whose length is wrong: %s", async (_, length, isGzip) => {
    const wrong = record({ url: "http://paper.example/wrong", body: "x".repeat(200), length });
    const all = [three[0], wrong, three[1], three[2]] as Buffer[];
    const path = fileOf(Buffer.concat(isGzip ? all.map((each) => gzipSync(each)) : all));
    const items = await itemsOf(path);
    expect(items.some(({ kind }) => kind === "damage")).toBe(true);
    const found = items.flatMap((item) => (item.kind === "record" ? [item.record.fields.get("warc-target-uri")] : []));
    for (const url of urls) expect(found).toContain(url);
  });

  it("keeps only the beginning of a block that is too long", async () => {
    const long = record({ body: Buffer.alloc(9_000_000, "a") });
    for (const bytes of [long, gzipSync(long)]) {
      const [first, second] = await recordsOf(
        fileOf(Buffer.concat([bytes, bytes === long ? (three[0] as Buffer) : gzipSync(three[0] as Buffer)])),
        {
          maxBlockBytes: 100_000,
        },
      );
      expect(first?.block.length).toBe(100_000);
      expect(first?.isCut).toBe(true);
      expect(second?.fields.get("warc-target-uri")).toBe(urls[0]);
    }
  });

  it("does not blow up: a member that becomes a thousand times as large is given up", async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from(record({ length: 400_000_000 }).subarray(0, -4)), Buffer.alloc(200_000_000)]),
    );
    const before = process.memoryUsage().rss;
    const items = await itemsOf(fileOf(Buffer.concat([bomb, gzipSync(three[1] as Buffer)])), {
      maxBlockBytes: 1_000_000,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    expect(items.some((item) => item.kind === "damage" && item.message.includes("times"))).toBe(true);
    expect(items.at(-1)).toMatchObject({ kind: "record" });
  });

  it("ends, without throwing, whatever its bytes are", async () => {
    const gzip = Buffer.concat(three.map((each) => gzipSync(each)));
    const plain = Buffer.concat(three);
    const change = fc.record({ at: fc.nat(3000), bytes: fc.uint8Array({ maxLength: 40 }), drop: fc.nat(60) });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(change, { maxLength: 5 }), async (isGzip, changes) => {
        let bytes = isGzip ? gzip : plain;
        for (const { at, bytes: put, drop } of changes) {
          const place = at % bytes.length;
          bytes = Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + drop)]);
        }
        const path = fileOf(bytes);
        for (const item of await itemsOf(path))
          if (item.kind === "record") expect(item.record.offset).toBeLessThanOrEqual(bytes.length);
        for await (const item of readPages(path)) if (item.kind === "page") new TextDecoder(item.page.charset);
      }),
      { numRuns: 120 },
    );
  });

  it("an empty file, and one that is no WARC, give no record", async () => {
    expect(await recordsOf(fileOf(Buffer.alloc(0)))).toEqual([]);
    expect(await recordsOf(fileOf(Buffer.from("PK\u0003\u0004 not a WARC")))).toEqual([]);
    expect(await recordsOf(fileOf(gzipSync(Buffer.from("hello"))))).toEqual([]);
  });
});

/** A record whose lines end as Unix files' do, its length true again. */
function withoutReturns(bytes: Buffer): Buffer {
  const [head = "", ...block] = bytes.toString().replaceAll("\r\n", "\n").split("\n\n");
  const content = block.join("\n\n").replace(/\n*$/, "");
  return Buffer.from(`${head.replace(/Content-Length: \d+/, `Content-Length: ${content.length}`)}\n\n${content}\n\n`);
}

/** gzip as block-oriented tools write it: members that end wherever a block is full. */
function inBlocks(bytes: Buffer, size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) blocks.push(gzipSync(bytes.subarray(at, at + size)));
  return Buffer.concat(blocks);
}
