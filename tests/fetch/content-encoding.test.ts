import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AnswerFault } from "../../src/fetch/answer-fault.ts";
import { decodeWhole, type Encoding, encodingsOf } from "../../src/fetch/content-encoding.ts";
import { type DecodedSink, openDecodingStream } from "../../src/fetch/decoding-stream.ts";

const MEGABYTE = 1024 * 1024;
const ENCODE: Record<Encoding, (bytes: Uint8Array) => Buffer> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};
const ENCODINGS = Object.keys(ENCODE) as Encoding[];

const encode = (body: Uint8Array, encodings: readonly Encoding[]) =>
  encodings.reduce((bytes: Uint8Array, encoding) => ENCODE[encoding](bytes), body) as Buffer;

/** Decodes as a stream, in pieces of so many bytes. */
function decodeStreamed(body: Buffer, encodings: readonly Encoding[], pieceBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const decoded: Buffer[] = [];
    let at = 0;
    const more = () => {
      while (at < body.length) {
        const piece = body.subarray(at, at + pieceBytes);
        at += pieceBytes;
        if (!stream.write(piece)) return;
      }
      stream.end();
    };
    const sink: DecodedSink = {
      data: (chunk) => decoded.push(chunk),
      end: () => resolve(Buffer.concat(decoded)),
      fail: reject,
      ready: more,
    };
    const stream = openDecodingStream(encodings, body.subarray(0, 2), MEGABYTE, sink);
    more();
  });
}

function faultOf(act: () => unknown): AnswerFault {
  try {
    act();
  } catch (error) {
    if (error instanceof AnswerFault) return error;
  }
  throw new Error("expected an AnswerFault");
}

describe("a body comes out as it went in, however it was encoded", () => {
  const encodings = fc.array(fc.constantFrom(...ENCODINGS), { minLength: 1, maxLength: 3 });
  const body = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 2000 }),
    fc.string({ minLength: 1 }).map((text) => Buffer.from(text.repeat(500))),
  );

  test("in one go", () => {
    fc.assert(
      fc.property(body, encodings, (bytes, applied) => {
        const decoded = decodeWhole(encode(bytes, applied), applied, MEGABYTE);
        expect(decoded.equals(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("as a stream, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(body, encodings, fc.integer({ min: 1, max: 3000 }), async (bytes, applied, pieceBytes) => {
        const decoded = await decodeStreamed(encode(bytes, applied), applied, pieceBytes);
        expect(decoded.equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("in memory of its own, so that it may be transferred", () => {
    const decoded = decodeWhole(gzipSync("kort"), ["gzip"], MEGABYTE);
    structuredClone(decoded, { transfer: [decoded.buffer as ArrayBuffer] });
    expect(decodeWhole(gzipSync("kort"), ["gzip"], MEGABYTE).toString()).toBe("kort");
  });
});

describe("a body without its end is never whole", () => {
  test.each(ENCODINGS)("%s, cut anywhere", (encoding) => {
    const whole = ENCODE[encoding](Buffer.from("De kade gaat op de schop, zegt de wethouder. ".repeat(20)));
    for (let length = 1; length < whole.length; length++) {
      const { reason } = faultOf(() => decodeWhole(whole.subarray(0, length), [encoding], MEGABYTE));
      expect(reason, `${length} of ${whole.length} bytes`).toBe("truncated");
    }
  });

  test.each(ENCODINGS)("%s as a stream, cut in the middle", async (encoding) => {
    const whole = ENCODE[encoding](Buffer.from("De kade gaat op de schop. ".repeat(20)));
    await expect(decodeStreamed(whole.subarray(0, whole.length - 5), [encoding], 10)).rejects.toMatchObject({
      reason: "truncated",
    });
  });
});

describe("several members are one body", () => {
  const [first, second] = [Buffer.from("eerste deel, "), Buffer.from("tweede deel")];

  test.each(["gzip", "zstd"] as const)("%s", (encoding) => {
    const parts = Buffer.concat([ENCODE[encoding](first), ENCODE[encoding](second)]);
    expect(decodeWhole(parts, [encoding], MEGABYTE).toString()).toBe("eerste deel, tweede deel");
  });

  test("gzip members with other bytes behind them", () => {
    for (const rest of ["\n", "\0\0\0", "x".repeat(100)]) {
      const parts = Buffer.concat([gzipSync(first), gzipSync(second), Buffer.from(rest)]);
      expect(decodeWhole(parts, ["gzip"], MEGABYTE).toString()).toBe("eerste deel, tweede deel");
    }
  });

  test("a second gzip member that is cut off makes the body incomplete", () => {
    const parts = Buffer.concat([gzipSync(first), gzipSync(second)]);
    for (const missing of [1, 8, gzipSync(second).length - 1]) {
      expect(faultOf(() => decodeWhole(parts.subarray(0, -missing), ["gzip"], MEGABYTE)).reason).toBe("truncated");
    }
  });

  test("a zstd frame to be skipped is skipped (RFC 8878 §3.1.2)", () => {
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const parts = Buffer.concat([skippable, zstdCompressSync(first), skippable, zstdCompressSync(second)]);
    expect(decodeWhole(parts, ["zstd"], MEGABYTE).toString()).toBe("eerste deel, tweede deel");
  });

  test("a body of endless small members ends in an error, soon", () => {
    const frame = zstdCompressSync(Buffer.from("x"));
    const startedAtMs = performance.now();
    expect(faultOf(() => decodeWhole(Buffer.concat(Array(8000).fill(frame)), ["zstd"], MEGABYTE)).reason).toBe(
      "bad-encoding",
    );
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
  });
});

describe("a bound is kept to the byte", () => {
  test.each(ENCODINGS)("%s", (encoding) => {
    const body = Buffer.from("kade ".repeat(10_000));
    const bytes = ENCODE[encoding](body);
    expect(decodeWhole(bytes, [encoding], body.length).length).toBe(body.length);
    expect(faultOf(() => decodeWhole(bytes, [encoding], body.length - 1)).reason).toBe("too-large");
  });

  test("also between two encodings", () => {
    const inner = gzipSync(Buffer.alloc(10), { level: 0 });
    const stuffed = Buffer.concat([inner, Buffer.alloc(100_000)]);
    expect(faultOf(() => decodeWhole(gzipSync(stuffed), ["gzip", "gzip"], 1000)).reason).toBe("too-large");
  });

  test("several members share it", () => {
    const parts = Buffer.concat([gzipSync(Buffer.alloc(600)), gzipSync(Buffer.alloc(600)), Buffer.from("x")]);
    expect(faultOf(() => decodeWhole(parts, ["gzip"], 1000)).reason).toBe("too-large");
  });
});

describe("Content-Encoding", () => {
  test.each([
    [undefined, []],
    ["", []],
    ["identity", []],
    ["gzip", ["gzip"]],
    ["X-GZIP", ["gzip"]],
    [" gzip , identity , br", ["gzip", "br"]],
    ["zstd,deflate", ["zstd", "deflate"]],
  ])("%j names %j", (value, expected) => {
    expect(encodingsOf(value === undefined ? {} : { "content-encoding": [value] })).toEqual(expected);
  });

  test("several headers are one list", () => {
    expect(encodingsOf({ "content-encoding": ["gzip", "br"] })).toEqual(["gzip", "br"]);
  });

  test.each(["kade", "compress", "none", "utf-8", "gzip, gzip, gzip, gzip", "__proto__"])(
    "%j is refused for good",
    (value) => {
      const fault = faultOf(() => encodingsOf({ "content-encoding": [value] }));
      expect([fault.reason, fault.consequence]).toEqual(["bad-encoding", "give-up"]);
    },
  );

  test("a transfer coding other than chunked is refused", () => {
    expect(encodingsOf({ "transfer-encoding": ["chunked"] })).toEqual([]);
    expect(faultOf(() => encodingsOf({ "transfer-encoding": ["gzip, chunked"] })).reason).toBe("bad-encoding");
  });

  test("deflate may come without its frame, as some servers send it", () => {
    expect(decodeWhole(deflateRawSync("kade"), ["deflate"], MEGABYTE).toString()).toBe("kade");
  });
});
