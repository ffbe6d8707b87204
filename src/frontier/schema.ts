/** Raised when a table changes; a ledger of another version is refused. */
export const SCHEMA_VERSION = 1;

/**
 * The tables of a ledger.
 *
 * `requests` is kept narrow and is only ever appended to, whatever the number of URLs; what only visited pages have stands in
 * `visits`. The URL is found by its hash, in `seen` (`url-index.ts`), a seventh of what an index over the URLs would be.
 * The two partial indexes hold just the rows a claim may need: `claim` reads from the head of one, never over rows that sleep.
 */
export const SCHEMA = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);

  CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    asked_at INTEGER,
    next_at INTEGER NOT NULL,
    banned_until INTEGER NOT NULL,
    delay INTEGER
  );
  CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    site INTEGER NOT NULL,
    host INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    UNIQUE (site, host)
  );

  CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    queue INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    priority NUMERIC NOT NULL,
    due INTEGER,
    page_index INTEGER,
    named_by INTEGER,
    hint TEXT,
    url TEXT NOT NULL,
    named_by_url TEXT
  );
  CREATE TABLE seen (hash INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (hash, row)) WITHOUT ROWID;
  CREATE INDEX requests_ready ON requests (queue, priority DESC, id) WHERE turn = 0;
  CREATE INDEX requests_waiting ON requests (queue, due) WHERE turn = 1;

  CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    attempts INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    visited_at INTEGER,
    changes INTEGER NOT NULL,
    changed_at INTEGER,
    article INTEGER,
    detail TEXT,
    etag TEXT,
    last_modified TEXT,
    content_hash TEXT,
    notes TEXT
  );

  CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    request INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    first_seen_at TEXT NOT NULL
  );

  CREATE TABLE counts (
    key INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
  );

  CREATE TABLE streams (
    stream INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    records INTEGER NOT NULL,
    written_segment INTEGER NOT NULL,
    written_bytes INTEGER NOT NULL,
    written_sequence INTEGER NOT NULL
  );
  CREATE TABLE segments (
    stream INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    records INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (stream, segment)
  ) WITHOUT ROWID;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    line BLOB NOT NULL
  )`;
