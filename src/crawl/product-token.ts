/** The name by which robots.txt and meta robots know us (RFC 9309 §2.2.1). */
export const PRODUCT_TOKEN = "oogst";
