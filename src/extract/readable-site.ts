import type { Site } from "../model/site.ts";

/** The part of a site file that says how its pages are read. */
export type ReadableSite = Pick<
  Site,
  "hosts" | "language" | "timeZone" | "urls" | "fields" | "comments" | "rules" | "outcomes" | "variants" | "people"
>;

/** What stands for a site file where none describes the page: every field is left to the reader of undescribed pages. */
export function undescribedSite(url: string): ReadableSite {
  return {
    hosts: [new URL(url).host],
    language: "",
    timeZone: "UTC",
    urls: { articles: {}, listings: {} },
    fields: {},
    comments: undefined,
    rules: { required: ["title"], unnamed: "generic" },
    outcomes: { partnerContent: "keep", liveBlogs: "skip" },
    variants: [],
    people: { comments: "full", roles: "keep", scope: "site" },
  };
}
