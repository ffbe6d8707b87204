declare const OOGST_BUILD: string | undefined;

/** Tells one build of the program from any other; undefined where the sources run as they are. */
export const buildId: string | undefined = typeof OOGST_BUILD === "string" ? OOGST_BUILD : undefined;
