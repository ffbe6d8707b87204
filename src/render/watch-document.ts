/** How far the document of a visit's main frame has come. */
export interface DocumentWatch {
  /** Counts documents: another number means another document, and nothing known of the one before holds. */
  readonly serial: number;
  readonly isParsed: boolean;
  readonly isLoaded: boolean;
  /** Set when the browser shows its own page of errors instead. */
  readonly isUnreachable: boolean;
  navigated(isUnreachable: boolean): void;
  parsed(): void;
  loaded(): void;
  /** Resolves when `holds` does; looked at whenever something changes. */
  until(holds: (watch: DocumentWatch) => boolean): Promise<void>;
}

export function watchDocument(): DocumentWatch {
  let serial = 0;
  let isParsed = false;
  let isLoaded = false;
  let isUnreachable = false;
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of waiting) look();
  };
  const watch: DocumentWatch = {
    get serial() {
      return serial;
    },
    get isParsed() {
      return isParsed;
    },
    get isLoaded() {
      return isLoaded;
    },
    get isUnreachable() {
      return isUnreachable;
    },
    navigated(unreachable) {
      serial += 1;
      isParsed = false;
      isLoaded = false;
      isUnreachable = unreachable;
      changed();
    },
    parsed() {
      isParsed = true;
      changed();
    },
    loaded() {
      isParsed = true;
      isLoaded = true;
      changed();
    },
    until(holds) {
      return new Promise((resolve) => {
        const look = () => {
          if (!holds(watch)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
  return watch;
}
