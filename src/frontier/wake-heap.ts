/** Something that sleeps: where it stands in the heap is written on it. */
export interface Sleeper {
  /** `undefined` when not in the heap. */
  wakesAtMs: number | undefined;
  heapPlace: number;
}

/** Sleepers by the time at which they wake, each at most once. */
export class WakeHeap<T extends Sleeper> {
  #sleepers: T[] = [];

  first(): T | undefined {
    return this.#sleepers[0];
  }

  /** Puts it in, or moves it to another time. */
  set(sleeper: T, wakesAtMs: number): void {
    if (sleeper.wakesAtMs === undefined) {
      sleeper.heapPlace = this.#sleepers.length;
      this.#sleepers.push(sleeper);
    }
    sleeper.wakesAtMs = wakesAtMs;
    this.#sink(this.#rise(sleeper.heapPlace));
  }

  remove(sleeper: T): void {
    if (sleeper.wakesAtMs === undefined) return;
    sleeper.wakesAtMs = undefined;
    const last = this.#sleepers.pop();
    if (last === undefined || last === sleeper) return;
    this.#put(last, sleeper.heapPlace);
    this.#sink(this.#rise(last.heapPlace));
  }

  clear(): void {
    for (const sleeper of this.#sleepers) sleeper.wakesAtMs = undefined;
    this.#sleepers = [];
  }

  #timeAt(place: number): number {
    return this.#sleepers[place]?.wakesAtMs ?? Number.POSITIVE_INFINITY;
  }

  #put(sleeper: T, place: number): void {
    this.#sleepers[place] = sleeper;
    sleeper.heapPlace = place;
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0 && this.#timeAt((place - 1) >> 1) > this.#timeAt(place))
      place = this.#swap(place, (place - 1) >> 1);
    return place;
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const child = this.#timeAt(left + 1) < this.#timeAt(left) ? left + 1 : left;
      if (child >= this.#sleepers.length || this.#timeAt(child) >= this.#timeAt(place)) return;
      place = this.#swap(place, child);
    }
  }

  #swap(from: number, to: number): number {
    const [a, b] = [this.#sleepers[from]!, this.#sleepers[to]!];
    this.#put(b, from);
    this.#put(a, to);
    return to;
  }
}
