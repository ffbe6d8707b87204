import { diskFiles, type Files, type OpenFile } from "../../src/write/files.ts";

/** The real disk, with a gate: while it is shut no operation begins, so that the disk can be copied as it is between two operations. */
export class GatedFiles implements Files {
  #underWay = 0;
  #gate: Promise<void> | undefined;
  #open: () => void = () => {};

  /** Resolves when no operation is under way any more. */
  async shut(): Promise<void> {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
    while (this.#underWay > 0) await new Promise(setImmediate);
  }

  reopen(): void {
    this.#gate = undefined;
    this.#open();
  }

  size = (path: string) => this.#pass(() => diskFiles.size(path));
  readText = (path: string) => this.#pass(() => diskFiles.readText(path));
  rename = (from: string, to: string) => this.#pass(() => diskFiles.rename(from, to));
  remove = (path: string) => this.#pass(() => diskFiles.remove(path));
  syncDirectory = (path: string) => this.#pass(() => diskFiles.syncDirectory(path));

  async open(path: string): Promise<OpenFile> {
    const file = await this.#pass(() => diskFiles.open(path));
    return {
      read: (offset, length) => this.#pass(() => file.read(offset, length)),
      write: (offset, bytes) => this.#pass(() => file.write(offset, bytes)),
      truncate: (size) => this.#pass(() => file.truncate(size)),
      sync: () => this.#pass(() => file.sync()),
      close: () => file.close(),
    };
  }

  async #pass<T>(operation: () => Promise<T>): Promise<T> {
    while (this.#gate) await this.#gate;
    this.#underWay++;
    try {
      return await operation();
    } finally {
      this.#underWay--;
    }
  }
}
