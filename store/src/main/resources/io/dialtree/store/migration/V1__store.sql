-- One set of scripts for SQLite and PostgreSQL: only types and statements both know.
-- Times are milliseconds since 1970 in UTC.

CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
-- The newest place in the change log of documents; whoever moves it on may write.
INSERT INTO counter (name, value) VALUES ('document', 0);

CREATE TABLE document_revision (
  sequence BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at_ms BIGINT NOT NULL,
  principal TEXT NOT NULL,
  why TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (kind, account, id, number)
);

-- Which revision of a document is the newest.
CREATE TABLE document (
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  sequence BIGINT NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (kind, account, id)
);

-- Records of calls. The key makes delivering one twice harmless.
CREATE TABLE cdr (
  record_key TEXT NOT NULL PRIMARY KEY,
  started_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  caller TEXT NOT NULL,
  dialled TEXT NOT NULL,
  flow TEXT NOT NULL,
  end_reason TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX cdr_by_time ON cdr (started_ms, record_key);
CREATE INDEX cdr_by_flow ON cdr (flow, started_ms);
CREATE INDEX cdr_by_caller ON cdr (caller, started_ms);

CREATE TABLE event (
  record_key TEXT NOT NULL PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX event_by_time ON event (at_ms, record_key);

-- Who may use the HTTP faces. The secret itself is nowhere; the hint finds candidates for a secret that comes without a
-- name, and is too short to guess one by.
CREATE TABLE principal (
  name TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  admin INTEGER NOT NULL,
  data TEXT NOT NULL,
  hint TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX principal_by_hint ON principal (hint);

CREATE TABLE audit (
  record_key TEXT NOT NULL PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  principal TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at_ms, record_key);

-- Work that is done later and tried again: SMS to be sent, callbacks to be delivered, calls to be made.
CREATE TABLE task (
  id TEXT NOT NULL PRIMARY KEY,
  queue TEXT NOT NULL,
  account TEXT NOT NULL,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  next_ms BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  content TEXT NOT NULL,
  result TEXT NOT NULL
);
CREATE INDEX task_by_next ON task (queue, state, next_ms);

CREATE TABLE audio (
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (account, name)
);
