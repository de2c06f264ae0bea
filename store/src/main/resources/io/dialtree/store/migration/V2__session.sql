-- Tokens for a while, of principals who were let in by other means. Of a token only its hash is kept; what the principal
-- may do stands in the row, so that a token costs one look-up.
CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  account TEXT NOT NULL,
  admin INTEGER NOT NULL,
  data TEXT NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX session_by_name ON session (name);
CREATE INDEX session_by_end ON session (until_ms);
