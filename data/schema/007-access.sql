-- Who comes in and how, what waits for the head, and what was opened under which paper.

-- Beside the officer, not in it: changes of an officer's record go to history, a hash must not.
CREATE TABLE officer_secret (
	officer INTEGER PRIMARY KEY REFERENCES officer(id),
	password TEXT,                       -- crypto_pwhash_str; NULL: none set
	failures INTEGER NOT NULL DEFAULT 0, -- wrong passwords in a row
	wait_until INTEGER NOT NULL DEFAULT 0 -- real milliseconds: no try before
) STRICT;

CREATE TABLE officer_key (
	fingerprint TEXT NOT NULL PRIMARY KEY, -- SHA256:..., as OpenSSH writes it
	officer INTEGER NOT NULL REFERENCES officer(id),
	key TEXT NOT NULL,                     -- type and base64, no comment
	added_at INTEGER NOT NULL,
	removed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_key_by_officer ON officer_key(officer);

CREATE TABLE session (
	uid TEXT NOT NULL PRIMARY KEY,
	officer INTEGER NOT NULL REFERENCES officer(id),
	source TEXT NOT NULL,
	fingerprint TEXT,
	pid INTEGER NOT NULL,
	boot TEXT,                             -- of the machine: a pid says nothing after the next start
	began INTEGER NOT NULL,
	ended INTEGER,
	how TEXT                               -- left, lost, taken over, gone
) STRICT, WITHOUT ROWID;
CREATE INDEX session_open ON session(officer) WHERE ended IS NULL;

-- What one person asks and another decides; with a paper in place of the second where a station has one officer.
CREATE TABLE approval (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	ver INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	recorded_by INTEGER REFERENCES officer(id),
	import_id INTEGER REFERENCES import_log(id),
	source TEXT NOT NULL,
	voided_at INTEGER,
	voided_by INTEGER REFERENCES officer(id),
	void_reason TEXT,
	kind TEXT NOT NULL,                    -- export, void, unseal, erase, restore, glass
	table_name TEXT,
	record INTEGER,
	resident INTEGER REFERENCES resident(id),
	reason TEXT NOT NULL,
	unit TEXT,
	document TEXT,
	article TEXT,
	single TEXT,
	until INTEGER,                         -- real milliseconds: break-glass ends
	answer TEXT,                           -- yes, no; NULL: waits
	decided_by INTEGER REFERENCES officer(id),
	decided_at INTEGER,
	used_at INTEGER
) STRICT;
CREATE INDEX approval_waiting ON approval(kind) WHERE answer IS NULL AND voided_at IS NULL;
CREATE INDEX approval_by_resident ON approval(resident, kind) WHERE voided_at IS NULL;
