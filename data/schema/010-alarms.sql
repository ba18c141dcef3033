-- Reports to the police (rule 6.6), and why a talk, visit or report was not held.

CREATE TABLE police_report (
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
	reason TEXT NOT NULL,
	covers TEXT NOT NULL CHECK (covers IS date(covers, '+0 days')),
	facts TEXT,
	to_whom TEXT,
	sent TEXT CHECK (sent IS date(sent, '+0 days')),
	doc_no TEXT,
	sent_by TEXT,
	note TEXT
) STRICT;
CREATE INDEX police_report_by_resident ON police_report(resident, occurred, id);

CREATE TABLE excused (
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
	kind TEXT NOT NULL,
	window_day TEXT NOT NULL CHECK (window_day IS date(window_day, '+0 days')),
	reason TEXT NOT NULL,
	note TEXT
) STRICT;
CREATE INDEX excused_by_resident ON excused(resident, occurred, id);

-- What the worklist asks of one order beside its tests.
CREATE INDEX police_report_by_order ON police_report(order_id) WHERE voided_at IS NULL;
CREATE INDEX excused_by_order ON excused(order_id) WHERE voided_at IS NULL;
CREATE INDEX warning_by_order ON warning(order_id) WHERE voided_at IS NULL;
CREATE INDEX leave_by_order ON leave(order_id) WHERE voided_at IS NULL;
