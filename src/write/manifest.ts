import { join } from "node:path";
import { OutputError } from "../model/dataset-error.ts";
import type { StreamName } from "../model/segment-name.ts";
import type { Files } from "./files.ts";
import type { SegmentFacts } from "./stream-writer.ts";

export const MANIFEST_FILE = "manifest.json";

/** One file of the dataset. Where `isSealed` is false it may grow: then the rest is true of its first `bytes` bytes. */
export interface ManifestSegment extends SegmentFacts {
  readonly name: string;
  readonly stream: StreamName;
  readonly isSealed: boolean;
}

export interface Manifest {
  readonly manifestVersion: 1;
  /** In order, stream by stream. */
  readonly segments: readonly ManifestSegment[];
}

/** Replaces the manifest as a whole: a reader finds the old one or the new one. Leaves it alone where it says the same already. */
export async function writeManifest(
  files: Files,
  directory: string,
  segments: readonly ManifestSegment[],
): Promise<void> {
  const path = join(directory, MANIFEST_FILE);
  const text = manifestText(segments);
  if ((await files.readText(path)) === text) return;
  const temporary = `${path}.tmp`;
  await files.remove(temporary);
  const file = await files.open(temporary);
  try {
    await file.write(0, Buffer.from(text, "utf8"));
    await file.sync();
  } catch (error) {
    await file.close();
    await files.remove(temporary);
    throw error;
  }
  await file.close();
  await files.rename(temporary, path);
  await files.syncDirectory(directory);
}

export function manifestText(segments: readonly ManifestSegment[]): string {
  return `${JSON.stringify({ manifestVersion: 1, segments } satisfies Manifest, null, 2)}\n`;
}

/** The segments that the manifest lists; none where there is none, or none that can be read. */
export async function readManifest(files: Files, directory: string): Promise<readonly ManifestSegment[]> {
  try {
    const manifest = JSON.parse((await files.readText(join(directory, MANIFEST_FILE))) ?? "") as Partial<Manifest>;
    return Array.isArray(manifest.segments) ? manifest.segments : [];
  } catch (error) {
    if (error instanceof OutputError) throw error;
    return [];
  }
}
