/** Who holds memory for a body under way. */
export interface BodyHolder {
  /** Bytes held now; 0 before the first and after the last. Kept by the budget. */
  heldBytes: number;
  /** Called when others need the memory: the holder lets go of all it has. */
  giveWay(): void;
}

/** Keeps what all bodies under way hold together within one bound. */
export interface BodyBudget {
  /** Says that `holder` now holds so many bytes; 0 ends it. May call `giveWay` of any holder, also of this one. */
  hold(holder: BodyHolder, bytes: number): void;
}

/**
 * The holder of most gives way, not the one that comes last: a host that sends without end must not cost another its page.
 *
 * A plain list, because the dead tables of a Map or Set in old memory keep bodies alive that nobody needs: measured, twice the full
 * garbage collections.
 */
export function openBodyBudget(maxBytes: number): BodyBudget {
  const holders: BodyHolder[] = [];
  let totalBytes = 0;
  const hold = (holder: BodyHolder, bytes: number) => {
    if (holder.heldBytes === bytes) return;
    if (holder.heldBytes === 0) holders.push(holder);
    else if (bytes === 0) forget(holder);
    totalBytes += bytes - holder.heldBytes;
    holder.heldBytes = bytes;
    if (totalBytes <= maxBytes || bytes === 0) return;
    const largest = holders.reduce((most, each) => (each.heldBytes > most.heldBytes ? each : most));
    hold(largest, 0);
    largest.giveWay();
  };
  const forget = (holder: BodyHolder) => {
    const last = holders.pop() as BodyHolder;
    if (last !== holder) holders[holders.indexOf(holder)] = last;
  };
  return { hold };
}
