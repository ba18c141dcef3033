-- Tests elsewhere are reviewed, absences have days, the control state changes on a day.

ALTER TABLE drug_test ADD COLUMN review TEXT;
ALTER TABLE warning ADD COLUMN away_from TEXT CHECK (away_from IS date(away_from, '+0 days'));
ALTER TABLE warning ADD COLUMN away_until TEXT CHECK (away_until IS date(away_until, '+0 days'));

CREATE TABLE control_change (
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
	control TEXT NOT NULL,
	reason TEXT,
	doc_no TEXT,
	seen_by TEXT,
	note TEXT
) STRICT;
CREATE INDEX control_change_by_resident ON control_change(resident, occurred, id);
