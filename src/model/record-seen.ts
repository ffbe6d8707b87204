/** What is counted of one record, to find over many of a site what no single one shows. */
export interface RecordSeen {
  readonly articleId: string;
  /** Fields that are empty. */
  readonly emptyFields: readonly string[];
  readonly comments: number;
  /** How often each field of a comment is empty; a field that never is, is not named. */
  readonly emptyInComments: Readonly<Record<string, number>>;
  /** The ends of comments that are long enough to have one. */
  readonly tails: readonly string[];
  /** Borders between words that seem glued together, and letters in all. */
  readonly glued: { readonly body: number; readonly comments: number };
  readonly letters: { readonly body: number; readonly comments: number };
}
