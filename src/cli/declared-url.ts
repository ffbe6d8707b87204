import { pathToFileURL } from "node:url";

/** The address that a saved page gives itself, in its first bytes: `rel=canonical`, else `og:url`. */
export function declaredUrl(body: Uint8Array): string | undefined {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 200_000)).toString("latin1");
  for (const [tag] of head.matchAll(/<(?:link|meta)\s[^>]{1,2000}>/gi)) {
    const isCanonical = /\brel\s*=\s*["']?canonical\b/i.test(tag) || /\bproperty\s*=\s*["']?og:url\b/i.test(tag);
    const address = isCanonical ? /\b(?:href|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) : null;
    const href = (address?.[1] ?? address?.[2] ?? address?.[3])?.replaceAll("&amp;", "&").trim();
    if (href !== undefined && /^https?:\/\//i.test(href) && URL.canParse(href)) return new URL(href).href;
  }
  return undefined;
}

/** The address of a page that gives itself none. */
export const addressOfFile = (path: string): string => pathToFileURL(path).href;
