import type { WarcRecord } from "./read-warc.ts";

/** Records wait for the story behind them; beyond this the oldest are given up. */
const MAX_WAITING_BYTES = 256 * 1024 * 1024;

/** Records of answers that wait for the story of their visit. */
export class WaitingRecords {
  readonly #records = new Map<string, WarcRecord>();
  #bytes = 0;

  add(record: WarcRecord): void {
    const id = record.fields.get("warc-record-id");
    if (id === undefined || record.type === "request" || record.type === "warcinfo") return;
    this.#records.set(id, record);
    this.#bytes += record.block.length;
    for (const [oldest, { block }] of this.#records) {
      if (this.#bytes <= MAX_WAITING_BYTES) break;
      this.#records.delete(oldest);
      this.#bytes -= block.length;
    }
  }

  get(id: string): WarcRecord | undefined {
    return this.#records.get(id);
  }

  clear(): void {
    this.#records.clear();
    this.#bytes = 0;
  }
}
