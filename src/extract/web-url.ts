/** The absolute address of a web page or file, or undefined: other schemes, addresses without a host and unreadable ones are none. */
export function webUrl(href: string | undefined, baseUrl: string): string | undefined {
  const trimmed = href?.trim() ?? "";
  const url = trimmed === "" || trimmed.length > 4_000 ? null : URL.parse(trimmed, baseUrl);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== ""
    ? url.href
    : undefined;
}

/** A host without `www.`, for telling whether two addresses are of one publisher. */
export function bareHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}
