import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { onDisk } from "./on-disk.ts";

/** Text that goes to a file, which has its name only when it is whole, or to standard output. */
export interface TextFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
  /** Leaves no file behind. */
  abandon(): Promise<void>;
}

const BUFFER_CHARACTERS = 256 * 1024;

export async function openTextFile(path: string): Promise<TextFile> {
  const part = `${path}.part`;
  const handle: FileHandle = await onDisk(part, () => open(part, "w"));
  let waiting = "";
  const flush = async () => {
    const text = waiting;
    waiting = "";
    await onDisk(part, () => handle.appendFile(text));
  };
  return {
    async write(text) {
      waiting += text;
      if (waiting.length >= BUFFER_CHARACTERS) await flush();
    },
    async close() {
      await flush();
      await onDisk(part, async () => {
        await handle.datasync();
        await handle.close();
        await rename(part, path);
      });
    },
    async abandon() {
      await handle.close();
      await rm(part, { force: true });
    },
  };
}

/** Waits whenever the reader of the stream does. */
export function textOnStream(stream: NodeJS.WritableStream): TextFile {
  const write = (text: string) =>
    new Promise<void>((resolve) => {
      if (stream.write(text)) resolve();
      else stream.once("drain", resolve);
    });
  return { write, close: async () => {}, abandon: async () => {} };
}
