/** The first signal lets the run end well; the second drops what is under way. Both leave the dataset whole. */
export function stopOnSignals(onFirst: () => void) {
  const graceful = new AbortController();
  const atOnce = new AbortController();
  const heard = () => {
    if (graceful.signal.aborted) return atOnce.abort();
    onFirst();
    graceful.abort();
  };
  process.on("SIGINT", heard).on("SIGTERM", heard);
  return {
    signals: { graceful: graceful.signal, atOnce: atOnce.signal },
    forget: () => void process.off("SIGINT", heard).off("SIGTERM", heard),
  };
}
