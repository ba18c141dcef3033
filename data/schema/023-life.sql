-- The whole life of a file, and the station's other registers.

-- Villages in the station's own order; and what the station is called, each name from its day on. What was sent keeps the
-- name it was sent under.
ALTER TABLE place ADD COLUMN sort_no INTEGER;
CREATE TABLE station_name (
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
	proof BLOB CHECK (proof IS NULL OR length(proof) = 40),
	name TEXT NOT NULL,
	since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
	code TEXT,
	paper TEXT
) STRICT;
