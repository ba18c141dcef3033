-- Looking for somebody who cannot be reached (rule 5.9).
CREATE TABLE search (
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
	resident INTEGER NOT NULL REFERENCES resident(id),
	order_id INTEGER REFERENCES treatment_order(id),
	occurred TEXT NOT NULL CHECK (occurred IS date(occurred, '+0 days')),
	occurred_time TEXT,
	place_text TEXT,
	companions TEXT,
	summary TEXT NOT NULL,
	met TEXT,
	content TEXT,
	note TEXT
) STRICT;
CREATE INDEX search_by_resident ON search(resident, occurred, id);
