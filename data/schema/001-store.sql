-- The store's own tables: settings, the audit chain, and what records were before.

CREATE TABLE setting (
	key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
	value TEXT
) STRICT, WITHOUT ROWID;

-- One row per action. hash = BLAKE2b(tag, hash of the row before, the columns before it in this order).
-- AUTOINCREMENT only for sqlite_sequence: a naively cut tail shows there.
CREATE TABLE audit (
	seq INTEGER PRIMARY KEY AUTOINCREMENT CHECK (seq > 0),
	time INTEGER NOT NULL,            -- real milliseconds UTC
	boot INTEGER NOT NULL,            -- monotonic milliseconds
	officer INTEGER,
	role TEXT,
	session TEXT,
	key_fingerprint TEXT,
	source TEXT,                      -- ui, cli
	action TEXT NOT NULL,
	table_name TEXT,
	record INTEGER,
	reason TEXT,
	result TEXT NOT NULL,             -- ok, denied, ...
	ver_before INTEGER,
	ver_after INTEGER,
	fields TEXT,                      -- names of changed fields, never values
	detail TEXT,                      -- hashes and counts, never names or numbers of people
	moved_today TEXT CHECK (moved_today IS date(moved_today, '+0 days')),
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_record ON audit (table_name, record) WHERE record IS NOT NULL;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit rows are appended in order'); END;

-- What a field held in version ver of a record, written when action seq changed it. NULL: blank.
CREATE TABLE history (
	table_name TEXT NOT NULL,
	record INTEGER NOT NULL,
	ver INTEGER NOT NULL CHECK (ver > 0),
	field TEXT NOT NULL,
	old_value TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (table_name, record, ver, field)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history rows are never changed'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history rows are never deleted'); END;
