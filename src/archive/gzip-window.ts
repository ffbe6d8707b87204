/** The bytes of a file as they come, with the part of them in sight that is being looked at. */
export interface Window {
  /** What is in sight; valid until the next `grow` or `skip`. */
  readonly bytes: Buffer;
  /** Where in the file `bytes` begins. */
  readonly offset: number;
  /** Brings more in sight; false at the end of the file. */
  grow(): Promise<boolean>;
  skip(count: number): void;
}

export function openWindow(source: AsyncIterable<Uint8Array>, from = 0): Window & { close(): Promise<void> } {
  const chunks = source[Symbol.asyncIterator]();
  let bytes: Buffer = EMPTY;
  let offset = from;
  return {
    get bytes() {
      return bytes;
    },
    get offset() {
      return offset;
    },
    async grow() {
      const { value, done } = await chunks.next();
      if (done === true) return false;
      const chunk = Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      return true;
    },
    skip(count) {
      const skipped = Math.min(count, bytes.length);
      bytes = bytes.subarray(skipped);
      offset += skipped;
    },
    async close() {
      await chunks.return?.();
    },
  };
}

const EMPTY = Buffer.alloc(0);
