import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation, by default up to 128 MiB, at about the size given: a program that works for hours would hold that for good,
 * and reads no faster for it.
 *
 * Its largest size is settled before a program begins, but not by how much it grows when it does: at the size wanted it is told to grow no
 * more, and below it (V8 gives memory back while little happens) to double again.
 */
export function boundYoungGeneration(maxBytes = 32 * 2 ** 20): void {
  let mayGrow = true;
  const look = () => {
    const { space_size: size = 0 } =
      getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space") ?? {};
    if (mayGrow === size < maxBytes) return;
    mayGrow = size < maxBytes;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  };
  setInterval(look, LOOK_EVERY_MS).unref();
}

const LOOK_EVERY_MS = 50;
