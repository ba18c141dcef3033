-- The whole life of a file, and the station's other registers.

-- Public keys of other stations and of the county, which the head compared and trusts (rule 13.1): name, id as minisign
-- prints it, and the line that is the key.
CREATE TABLE partner_key (
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
	name TEXT NOT NULL,
	key_id TEXT NOT NULL CHECK (length(key_id) = 16),
	line TEXT NOT NULL CHECK (length(line) = 56),
	proof BLOB CHECK (proof IS NULL OR length(proof) = 40)
) STRICT;
CREATE UNIQUE INDEX partner_key_by_name ON partner_key(name) WHERE voided_at IS NULL;
