import { basename } from "node:path";
import type { Files, OpenFile } from "../../src/write/files.ts";

/** The process, or the machine, ended here. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** How a crash goes: at which step from now, whether the machine's memory goes too, and how much of what was not synced is kept. */
export interface CrashPlan {
  readonly afterSteps: number;
  /** `kill` ends the process only; with `power`, what was not synced may be lost. */
  readonly kind: "kill" | "power";
  /** From 0 to 1: of a write under way, and of changes that were not synced. */
  readonly kept: number;
  /** What was lost of a file that had grown reads as zeros, as some file systems leave it. */
  readonly leavesZeros: boolean;
}

interface Inode {
  bytes: Buffer;
  synced: Buffer;
  /** Contents after each change since the last sync. */
  changes: Buffer[];
}

/** One folder that forgets what a real disk may forget, and ends at a step of our choosing. */
export class SimulatedDisk implements Files {
  #names = new Map<string, Inode>();
  #syncedNames = new Map<string, Inode>();
  #nameChanges: Map<string, Inode>[] = [];
  #plan: CrashPlan | undefined;
  #steps = 0;
  #isDead = false;
  readonly #onChange: () => void;

  /** `onChange` is called after every change a reader could see. */
  constructor(onChange: () => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Steps taken since the last plan. */
  get steps(): number {
    return this.#steps;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Begins counting towards the next crash; without a plan there is none. */
  plan(plan: CrashPlan | undefined): void {
    this.#plan = plan;
    this.#steps = 0;
    this.#isDead = false;
  }

  /** One step of the process: throws when it is the last. */
  step(): void {
    if (this.#isDead) throw new Crash();
    this.#steps++;
    if (this.#plan === undefined || this.#steps <= this.#plan.afterSteps) return;
    this.#isDead = true;
    throw new Crash();
  }

  /** What the crash leaves on the disk. */
  afterCrash(): void {
    if (this.#plan?.kind !== "power") return;
    const { kept, leavesZeros } = this.#plan;
    const changes = this.#nameChanges;
    const names = changes[Math.floor(kept * (changes.length + 1)) - 1] ?? this.#syncedNames;
    for (const inode of new Set([...this.#names.values(), ...names.values()])) {
      const index = Math.floor(kept * (inode.changes.length + 1)) - 1;
      const left = inode.changes[index] ?? inode.synced;
      const lost = leavesZeros ? Math.max(0, inode.bytes.length - left.length) : 0;
      inode.bytes = Buffer.concat([left, Buffer.alloc(lost)]);
      inode.synced = inode.bytes;
      inode.changes = [];
    }
    this.#names = new Map(names);
    this.#syncedNames = new Map(names);
    this.#nameChanges = [];
  }

  names(): string[] {
    return [...this.#names.keys()].toSorted();
  }

  text(name: string): string | undefined {
    return this.#names.get(name)?.bytes.toString("latin1");
  }

  async size(path: string): Promise<number | undefined> {
    this.step();
    return this.#names.get(basename(path))?.bytes.length;
  }

  async readText(path: string): Promise<string | undefined> {
    this.step();
    return this.#names.get(basename(path))?.bytes.toString("utf8");
  }

  async open(path: string): Promise<OpenFile> {
    this.step();
    const inode = this.#names.get(basename(path)) ?? { bytes: Buffer.alloc(0), synced: Buffer.alloc(0), changes: [] };
    if (!this.#names.has(basename(path))) this.#changeNames(() => this.#names.set(basename(path), inode));
    return {
      read: async (offset, length) => {
        this.step();
        return inode.bytes.subarray(offset, offset + length);
      },
      write: async (offset, bytes) => this.#write(inode, offset, Buffer.from(bytes)),
      truncate: async (size) => {
        this.step();
        this.#change(inode, Buffer.from(inode.bytes.subarray(0, size)));
      },
      sync: async () => {
        this.step();
        inode.synced = inode.bytes;
        inode.changes = [];
      },
      close: async () => {},
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.step();
    const inode = this.#names.get(basename(from));
    if (!inode) throw new Error(`there is no ${from}`);
    this.#changeNames(() => {
      this.#names.delete(basename(from));
      this.#names.set(basename(to), inode);
    });
  }

  async remove(path: string): Promise<void> {
    this.step();
    this.#changeNames(() => this.#names.delete(basename(path)));
  }

  async syncDirectory(): Promise<void> {
    this.step();
    this.#syncedNames = new Map(this.#names);
    this.#nameChanges = [];
  }

  #write(inode: Inode, offset: number, bytes: Buffer): void {
    const put = (part: Buffer) =>
      this.#change(
        inode,
        Buffer.concat([inode.bytes.subarray(0, offset), part, inode.bytes.subarray(offset + part.length)]),
      );
    try {
      this.step();
    } catch (error) {
      // A write that is cut off may have come some way.
      put(bytes.subarray(0, Math.floor(bytes.length * (this.#plan?.kept ?? 0))));
      throw error;
    }
    put(bytes);
  }

  #change(inode: Inode, bytes: Buffer): void {
    inode.bytes = bytes;
    inode.changes.push(bytes);
    this.#onChange();
  }

  #changeNames(change: () => void): void {
    change();
    this.#nameChanges.push(new Map(this.#names));
    this.#onChange();
  }
}
