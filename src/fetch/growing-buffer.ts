/** One read of a socket is at most so long; most pages fit in two. */
const FIRST_BYTES = 64 * 1024;
const MOST_EXPECTED_BYTES = 1024 * 1024;

/**
 * Bytes as they come, in one piece that grows. Copied, because a view of a chunk keeps alive the whole read buffer it lies in: one
 * byte a chunk would hold 64 KiB.
 */
export class GrowingBuffer {
  length = 0;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #expectedBytes: number;

  /** `expectedBytes` saves growing where the length was announced. It is a stranger's word, so no more than 1 MiB is believed. */
  constructor(expectedBytes: number = FIRST_BYTES) {
    this.#expectedBytes = Math.min(expectedBytes, MOST_EXPECTED_BYTES);
  }

  /** Bytes of memory held, filled or not. */
  get heldBytes(): number {
    return this.#bytes.length;
  }

  append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.max(needed, this.#bytes.length * 2, this.length === 0 ? this.#expectedBytes : 0),
      );
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.length);
    this.length = needed;
  }

  /** What has come, in memory that nobody else uses, so that it may be transferred to a worker. To be called once, at the end. */
  take(): Buffer {
    const { length } = this;
    const bytes = this.#bytes;
    this.#bytes = Buffer.alloc(0);
    if (length === bytes.length) return bytes;
    // Little slack is cheaper to keep than to copy away.
    if (bytes.length - length < FIRST_BYTES) return bytes.subarray(0, length);
    const exact = Buffer.allocUnsafeSlow(length);
    exact.set(bytes.subarray(0, length));
    return exact;
  }
}
