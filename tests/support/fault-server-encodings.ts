import { Readable, type Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import {
  type FaultCall,
  type FaultCase,
  failed,
  fault,
  faultArticle,
  HTML,
  head,
  page,
  whole,
} from "./fault-server-case.ts";

const ARTICLE = Buffer.from(faultArticle("Oogst valt mee"));
const GZIP = gzipSync(ARTICLE);
const BROTLI = brotliCompressSync(ARTICLE);
const ZSTD = zstdCompressSync(ARTICLE);
const MEGABYTE = Buffer.alloc(1024 * 1024);

const encoded = (encoding: string, body: Uint8Array) => (call: FaultCall) =>
  call.write(whole(body, `Content-Encoding: ${encoding}`));
const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7));

/** A page that does not compress to less than 600 KB: it is decoded while it comes. */
const LARGE = Buffer.from(`${ARTICLE}<!-- ${noise(900_000)} -->`);
const LARGE_GZIP = gzipSync(LARGE, { level: 1 });

/** What is done to a body on its way, and what is left of it. */
export const encodingCases: readonly FaultCase[] = [
  fault("gzip", "gzip", page("Oogst valt mee"), encoded("gzip", GZIP)),
  fault("brotli", "brotli", page("Oogst valt mee"), encoded("br", BROTLI)),
  fault("zstd", "zstd", page("Oogst valt mee"), encoded("zstd", ZSTD)),
  fault("deflate", "deflate in zlib's form", page("Oogst valt mee"), encoded("deflate", deflateSync(ARTICLE))),
  fault(
    "deflate-bare",
    "deflate without its frame",
    page("Oogst valt mee"),
    encoded("deflate", deflateRawSync(ARTICLE)),
  ),
  fault("gzip-odd-name", "X-GZip in capitals", page("Oogst valt mee"), encoded(" X-GZip ", GZIP)),
  fault("identity", "Content-Encoding: identity", page("Oogst valt mee"), encoded("identity", ARTICLE)),
  fault("gzip-large", "a page of 900 KB in gzip", page("Oogst valt mee"), encoded("gzip", LARGE_GZIP)),
  fault(
    "gzip-brotli",
    "brotli over gzip, both told",
    page("Oogst valt mee"),
    encoded("gzip, br", brotliCompressSync(GZIP)),
  ),
  fault(
    "gzip-thrice",
    "gzip three times, told",
    page("Oogst valt mee"),
    encoded("gzip, gzip, gzip", gzipSync(gzipSync(GZIP))),
  ),
  fault(
    "gzip-twice-large",
    "gzip twice over a large page",
    page("Oogst valt mee"),
    encoded("gzip, gzip", gzipSync(LARGE_GZIP)),
  ),
  fault("gzip-members", "two gzip members", page("besluit in het najaar"), encoded("gzip", members(gzipSync))),
  fault("zstd-frames", "two zstd frames", page("besluit in het najaar"), encoded("zstd", members(zstdCompressSync))),
  fault(
    "gzip-trailing",
    "a line end behind the gzip",
    page("Oogst valt mee"),
    encoded("gzip", Buffer.concat([GZIP, Buffer.from("\n")])),
  ),
  fault("gzip-empty", "no body, said to be gzip", page(), encoded("gzip", Buffer.alloc(0))),
  fault("gzip-cut", "gzip without its end", failed("truncated"), encoded("gzip", cut(GZIP))),
  fault("gzip-cut-checksum", "gzip without its last byte", failed("truncated"), encoded("gzip", GZIP.subarray(0, -1))),
  fault("brotli-cut", "brotli without its end", failed("truncated"), encoded("br", cut(BROTLI))),
  fault("zstd-cut", "zstd without its end", failed("truncated"), encoded("zstd", cut(ZSTD))),
  fault("deflate-cut", "deflate without its end", failed("truncated"), encoded("deflate", cut(deflateSync(ARTICLE)))),
  fault(
    "gzip-large-cut",
    "a large page in gzip, without its end",
    failed("truncated"),
    encoded("gzip", cut(LARGE_GZIP)),
  ),
  fault("gzip-cut-unannounced", "gzip cut by the end of the connection", failed("truncated"), async (call) => {
    await call.write(Buffer.concat([Buffer.from(head(200, HTML, "Content-Encoding: gzip")), cut(GZIP)]));
    call.socket.end();
  }),
  fault("gzip-wrong-sum", "gzip with a wrong checksum", failed("bad-encoding"), encoded("gzip", wrongSum())),
  fault("gzip-not-gzip", "plain HTML said to be gzip", failed("bad-encoding"), encoded("gzip", ARTICLE)),
  fault(
    "brotli-not-brotli",
    "plain HTML said to be brotli",
    failed("bad-encoding", "truncated"),
    encoded("br", ARTICLE),
  ),
  fault("encoding-unknown", "an encoding nobody knows", failed("bad-encoding"), encoded("kade", ARTICLE)),
  fault("encoding-compress", "compress, which nobody asked for", failed("bad-encoding"), encoded("compress", ARTICLE)),
  fault(
    "encodings-four",
    "four encodings",
    failed("bad-encoding"),
    encoded("gzip, gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(GZIP)))),
  ),
  fault(
    "encodings-many",
    "a thousand encodings",
    failed("bad-encoding", "protocol"),
    encoded("gzip, ".repeat(1000), GZIP),
  ),
  fault("transfer-gzip", "gzip as a transfer coding", failed("bad-encoding", "protocol"), async (call) => {
    const chunk = Buffer.concat([Buffer.from(`${GZIP.length.toString(16)}\r\n`), GZIP, Buffer.from("\r\n0\r\n\r\n")]);
    await call.write(Buffer.concat([Buffer.from(head(200, HTML, "Transfer-Encoding: gzip, chunked")), chunk]));
  }),
  fault(
    "gzip-bomb",
    "64 MB of zeros in gzip",
    failed("too-large"),
    bomb("gzip", 64, () => createGzip({ level: 9 })),
  ),
  fault(
    "brotli-bomb",
    "64 MB of zeros in brotli",
    failed("too-large"),
    bomb("br", 64, () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
  ),
  fault(
    "zstd-bomb",
    "64 MB of zeros in zstd",
    failed("too-large"),
    bomb("zstd", 64, () => createZstdCompress()),
  ),
  fault(
    "gzip-bomb-twice",
    "100 MB of zeros in gzip in gzip",
    failed("too-large"),
    encoded("gzip, gzip", gzipSync(Buffer.concat(Array(100).fill(gzipSync(MEGABYTE))))),
  ),
  fault(
    "gzip-ratio-bomb",
    "8 MB of zeros in gzip: within the bound, and no page",
    failed("too-large"),
    bomb("gzip", 8, () => createGzip()),
  ),
  fault("gzip-endless", "gzip of zeros without end", failed("too-large"), async (call) => {
    await call.write(head(200, HTML, "Content-Encoding: gzip"));
    const member = gzipSync(MEGABYTE);
    while (await call.write(member));
  }),
  fault(
    "zstd-window",
    "zstd that wants a window of 128 MB",
    failed("bad-encoding", "too-large"),
    bomb("zstd", 1, () => createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: 27 } })),
  ),
];

/** The article in two parts, each compressed by itself. */
function members(compress: (part: Buffer) => Buffer): Buffer {
  const middle = ARTICLE.length >> 1;
  return Buffer.concat([compress(ARTICLE.subarray(0, middle)), compress(ARTICLE.subarray(middle))]);
}

function wrongSum(): Buffer {
  const bytes = Buffer.from(GZIP);
  bytes.writeUInt32LE((bytes.readUInt32LE(bytes.length - 8) ^ 1) >>> 0, bytes.length - 8);
  return bytes;
}

/** So many megabytes of zeros, compressed piece by piece and once, when first asked for. */
function bomb(encoding: string, megabytes: number, open: () => Transform) {
  let packed: Promise<Buffer> | undefined;
  return async (call: FaultCall) => {
    packed ??= buffer(Readable.from(Array(megabytes).fill(MEGABYTE)).pipe(open()));
    await call.write(whole(await packed, `Content-Encoding: ${encoding}`));
  };
}

/** Letters without a pattern: they compress to little less than three quarters. */
function noise(length: number): string {
  let text = "";
  for (let state = 12_345; text.length < length; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
