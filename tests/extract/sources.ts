import type { z } from "zod";
import { type Source, source, sources } from "../../src/model/site-source.ts";

export type SiteSourceInput = z.input<typeof source>;

/** A source as a site file writes it, read by the schema. */
export const sourceOf = (input: SiteSourceInput): Source => source.parse(input);

export const sourcesOf = (input: z.input<typeof sources>): readonly Source[] => sources.parse(input);
