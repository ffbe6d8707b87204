import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { CrawlError, RefusedError } from "../../src/model/crawl-error.ts";

const BODY = `<!doctype html><title>De Dorpsbode</title>${"<p>regel over de kade</p>".repeat(30)}`;
const ENCODED: Record<string, Buffer> = {
  identity: Buffer.from(BODY),
  gzip: gzipSync(BODY),
  br: brotliCompressSync(BODY),
  zstd: zstdCompressSync(BODY),
};

const chunked = (bytes: Buffer, size: number) => {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
};

const answer = fc
  .record({
    encoding: fc.constantFrom(...Object.keys(ENCODED)),
    chunkBytes: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    interim: fc.constantFrom("", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    isClosing: fc.boolean(),
  })
  .map(({ encoding, chunkBytes, interim, isClosing }) => {
    const body = ENCODED[encoding] as Buffer;
    const framing = chunkBytes === undefined ? `Content-Length: ${body.length}` : "Transfer-Encoding: chunked";
    const head = `${interim}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ${encoding}\r\n${framing}${isClosing ? "\r\nConnection: close" : ""}\r\n\r\n`;
    return { head, payload: chunkBytes === undefined ? body : chunked(body, chunkBytes) };
  });

const pieceBytes = fc.integer({ min: 1, max: 2000 });

/** Sends the same bytes to every request, in pieces, and then ends or resets the connection. */
async function withServer<Result>(
  use: (serve: (bytes: Buffer, pieceBytes: number, isReset: boolean) => Promise<Buffer | Error>) => Promise<Result>,
) {
  let now: { bytes: Buffer; pieceBytes: number; isReset: boolean } = {
    bytes: ENCODED.gzip as Buffer,
    pieceBytes: 1,
    isReset: false,
  };
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      const { bytes, isReset } = now;
      let at = 0;
      const next = () => {
        if (socket.destroyed) return;
        if (at >= bytes.length) return void (isReset ? socket.resetAndDestroy() : socket.end());
        socket.write(bytes.subarray(at, at + now.pieceBytes));
        at += now.pieceBytes;
        setImmediate(next);
      };
      next();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: ["127.0.0.1"] });
  try {
    return await use(async (bytes, size, isReset) => {
      now = { bytes, pieceBytes: size, isReset };
      try {
        return (await fetcher.get({ url, timeoutMs: 2000, maxBodyBytes: 100_000 })).body as Buffer;
      } catch (error) {
        return error as Error;
      }
    });
  } finally {
    await fetcher.close();
    server.close();
  }
}

test("an answer comes whole, however it is encoded, framed and cut into packets", async () => {
  await withServer((serve) =>
    fc.assert(
      fc.asyncProperty(answer, pieceBytes, async ({ head, payload }, size) => {
        const got = await serve(Buffer.concat([Buffer.from(head), payload]), size, false);
        expect(got.toString()).toBe(BODY);
      }),
      { numRuns: 40 },
    ),
  );
});

test("an answer that breaks off, wherever it does, is a failure and never a page", async () => {
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  await withServer((serve) =>
    fc.assert(
      fc.asyncProperty(answer, pieceBytes, place, fc.boolean(), async ({ head, payload }, size, where, isReset) => {
        const bytes = Buffer.concat([Buffer.from(head), payload]);
        const got = await serve(bytes.subarray(0, Math.floor(where * bytes.length)), size, isReset);
        expect(got).toBeInstanceOf(CrawlError);
        expect((got as CrawlError).consequence).toBe("retry");
      }),
      { numRuns: 80 },
    ),
  );
});

test("an answer mangled in any way ends in a page or in an error with a name, and the next one is read as ever", async () => {
  const patch = fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 40 }),
    added: fc.uint8Array({ maxLength: 40 }),
  });
  await withServer((serve) =>
    fc.assert(
      fc.asyncProperty(
        answer,
        pieceBytes,
        fc.array(patch, { minLength: 1, maxLength: 3 }),
        async ({ head, payload }, size, patches) => {
          const whole = Buffer.concat([Buffer.from(head), payload]);
          const mangled = patches.reduce((bytes, { where, removed, added }) => {
            const at = Math.floor(where * bytes.length);
            return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
          }, whole);
          const got = await serve(mangled, size, false);
          if (got instanceof Error)
            expect(got instanceof CrawlError || got instanceof RefusedError, String(got)).toBe(true);
          expect((await serve(whole, 2000, false)).toString()).toBe(BODY);
        },
      ),
      { numRuns: 60 },
    ),
  );
});
