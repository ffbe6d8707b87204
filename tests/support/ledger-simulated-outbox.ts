import type { Outbox, OutboxLine, SealedSegment, WrittenPosition } from "../../src/model/outbox.ts";
import type { StreamName } from "../../src/model/segment-name.ts";
import type { SimulatedDisk } from "./ledger-simulated-disk.ts";

interface State {
  readonly written: WrittenPosition;
  readonly sealed: readonly SealedSegment[];
}

const BEGINNING: State = { written: { segment: 1, bytes: 0, sequence: 0 }, sealed: [] };

/**
 * An outbox for the `articles` stream whose notes get lost as a ledger's may: those not committed with the process, those not synced
 * with the machine. Lines once given are durable.
 */
export class SimulatedOutbox implements Outbox {
  readonly #lines: readonly OutboxLine[];
  readonly #disk: SimulatedDisk;
  #durable = 0;
  #state = BEGINNING;
  #committed = BEGINNING;
  #synced = BEGINNING;
  #listener: () => void = () => {};

  constructor(lines: readonly string[], maxRecords: number, disk: SimulatedDisk) {
    this.#disk = disk;
    let [segment, offset, records] = [1, 0, 0];
    this.#lines = lines.map((line, index) => {
      if (records === maxRecords) [segment, offset, records] = [segment + 1, 0, 0];
      const bytes = Buffer.from(`${line}\n`);
      const placed = { sequence: index + 1, segment, offset, bytes };
      offset += bytes.length;
      records++;
      return placed;
    });
  }

  /** Makes lines durable up to `sequence`. */
  release(sequence: number): void {
    this.#durable = Math.min(this.#lines.length, Math.max(this.#durable, sequence));
    this.#listener();
  }

  get isReleased(): boolean {
    return this.#durable === this.#lines.length;
  }

  get sequence(): number {
    return this.#durable;
  }

  commit(): void {
    this.#committed = this.#state;
  }

  sync(): void {
    this.commit();
    this.#synced = this.#committed;
  }

  afterCrash(kind: "kill" | "power"): void {
    if (kind === "power") this.#committed = this.#synced;
    this.#synced = this.#committed;
    this.#state = this.#committed;
    this.#listener = () => {};
  }

  async written(stream: StreamName): Promise<WrittenPosition> {
    return (stream === "articles" ? this.#state : BEGINNING).written;
  }

  async linesAfter(stream: StreamName, sequence: number, maxBytes: number): Promise<readonly OutboxLine[]> {
    if (stream !== "articles") return [];
    this.#disk.step();
    const lines = this.#lines.slice(Math.max(sequence, this.#state.written.sequence), this.#durable);
    let bytes = 0;
    return lines.filter((line, index) => {
      bytes += line.bytes.length;
      return index === 0 || bytes <= maxBytes;
    });
  }

  async noteWritten(stream: StreamName, position: WrittenPosition): Promise<void> {
    if (stream !== "articles") return;
    this.#disk.step();
    this.#state = { ...this.#state, written: position };
  }

  async sealed(stream: StreamName): Promise<readonly SealedSegment[]> {
    return stream === "articles" ? this.#state.sealed : [];
  }

  async placedIn(_stream: StreamName, segment: number) {
    const lines = this.#lines.slice(0, this.#durable).filter((line) => line.segment === segment);
    return { firstSequence: lines[0]?.sequence ?? 0, records: lines.length };
  }

  async noteSealed(segment: SealedSegment): Promise<void> {
    this.#disk.step();
    const others = this.#state.sealed.filter((known) => known.segment !== segment.segment);
    this.#state = { ...this.#state, sealed: [...others, segment] };
    this.#disk.step();
    this.sync();
  }

  onLines(listener: () => void): void {
    this.#listener = listener;
  }
}
