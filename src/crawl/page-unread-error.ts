/** A page was lost, through no fault of its own, before it was read: its visit is to be made again. */
export class PageUnreadError extends Error {
  override readonly name = "PageUnreadError";
}
