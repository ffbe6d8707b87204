/** As much of Keyv as we need: any of its stores does. Values are plain data; `ttlMs` is how long they are worth keeping. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
}

export interface RecallOptions<Value> {
  readonly store: KeyValueStore;
  /** The key of an origin's value in the store. */
  readonly keyOf: (origin: string) => string;
  /** Judges what the store gave, which an older version or another program may have written. */
  readonly isValue: (stored: unknown) => stored is Value;
  readonly isCurrent: (value: Value) => boolean;
  /** Asks the origin anew; `before` is what was known of it. */
  readonly ask: (origin: string, before: Value | undefined) => Promise<Value>;
  readonly keepMs: number;
}

// Each may be half a megabyte.
const MAX_IN_MEMORY = 200;

/**
 * Gives one value for each origin: from memory, from the store, or asked for, whichever first is current.
 *
 * However many wait for one origin, it is asked once.
 */
export function createRecall<Value extends object>(options: RecallOptions<Value>): (origin: string) => Promise<Value> {
  const { store, keyOf, isValue, isCurrent, ask, keepMs } = options;
  const inMemory = new Map<string, Value>();
  const flights = new Map<string, Promise<Value>>();

  return async (origin) => {
    const known = inMemory.get(origin);
    if (known !== undefined && isCurrent(known)) return known;
    const flight = flights.get(origin) ?? find(origin, known).finally(() => flights.delete(origin));
    flights.set(origin, flight);
    return flight;
  };

  async function find(origin: string, known: Value | undefined): Promise<Value> {
    const before = known ?? (await load(origin));
    if (before !== undefined && isCurrent(before)) return keep(origin, before);
    const value = await ask(origin, before);
    await store.set(keyOf(origin), value, keepMs);
    return keep(origin, value);
  }

  async function load(origin: string): Promise<Value | undefined> {
    const stored = await store.get(keyOf(origin));
    return isValue(stored) ? stored : undefined;
  }

  function keep(origin: string, value: Value): Value {
    inMemory.delete(origin);
    inMemory.set(origin, value);
    for (const oldest of inMemory.keys()) {
      if (inMemory.size <= MAX_IN_MEMORY) break;
      inMemory.delete(oldest);
    }
    return value;
  }
}
