-- The foundation's records. Every table begins with the same columns; a void record stays out of unique indexes.
-- Dates are TEXT checked with IS: with = a NULL result would let 'abc' pass.

CREATE TABLE officer (
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
	login TEXT NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	active TEXT
) STRICT;

CREATE UNIQUE INDEX officer_by_login ON officer(login) WHERE voided_at IS NULL;

CREATE TABLE import_log (
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
	file_name TEXT,
	file_hash TEXT,
	registry TEXT,
	taken_new INTEGER,
	taken_changed INTEGER,
	same INTEGER,
	refused INTEGER,
	digest TEXT
) STRICT;

CREATE TABLE place (
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
	kind TEXT,
	code TEXT,
	population INTEGER,
	active TEXT,
	replaced_by INTEGER REFERENCES place(id)
) STRICT;

CREATE UNIQUE INDEX place_by_name ON place(name) WHERE voided_at IS NULL;

CREATE TABLE help_team (
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
	name TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX help_team_by_name ON help_team(name) WHERE voided_at IS NULL;

CREATE TABLE resident (
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
	file_no TEXT,
	name TEXT NOT NULL,
	alias TEXT,
	sex TEXT,
	paper TEXT,
	id_no TEXT,
	other_paper TEXT,
	birth TEXT CHECK (birth IS date(birth, '+0 days')),
	phone TEXT,
	other_contact TEXT,
	registered TEXT,
	address TEXT,
	place INTEGER REFERENCES place(id),
	team INTEGER REFERENCES help_team(id),
	education TEXT,
	marital TEXT,
	job TEXT,
	workplace TEXT,
	hardship TEXT,
	drug TEXT,
	found TEXT CHECK (found IS date(found, '+0 days')),
	isolations INTEGER,
	risk TEXT,
	control TEXT,
	note TEXT,
	pinyin TEXT,
	initials TEXT,
	sealed TEXT CHECK (sealed IS date(sealed, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX resident_by_id_no ON resident(id_no) WHERE voided_at IS NULL AND id_no IS NOT NULL;
CREATE UNIQUE INDEX resident_by_file_no ON resident(file_no) WHERE voided_at IS NULL AND file_no IS NOT NULL;
CREATE INDEX resident_by_other_paper ON resident(other_paper) WHERE other_paper IS NOT NULL;
CREATE INDEX resident_by_pinyin ON resident(pinyin, id);
CREATE INDEX resident_by_place ON resident(place, pinyin, id);

-- The one door: SQL about people names this view, never the table.
CREATE VIEW resident_visible AS
SELECT id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by, void_reason,
	file_no, name, alias, sex, paper, id_no, other_paper, birth, phone, other_contact, registered, address, place, team,
	education, marital, job, workplace, hardship, drug, found, isolations, risk, control, note, pinyin, initials, sealed
FROM resident WHERE voided_at IS NULL AND sealed IS NULL;

-- For figures only: a sealed person is still counted, without a name.
CREATE VIEW resident_counted AS
SELECT id, sealed, sex, birth, place, drug, risk, control, job FROM resident WHERE voided_at IS NULL;

CREATE TABLE treatment_order (
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
	kind TEXT NOT NULL,
	doc_no TEXT,
	authority TEXT,
	ordered TEXT NOT NULL CHECK (ordered IS date(ordered, '+0 days')),
	served TEXT CHECK (served IS date(served, '+0 days')),
	reported TEXT CHECK (reported IS date(reported, '+0 days')),
	months INTEGER,
	deducted INTEGER,
	term_start TEXT CHECK (term_start IS date(term_start, '+0 days')),
	term_end TEXT CHECK (term_end IS date(term_end, '+0 days')),
	agreed TEXT CHECK (agreed IS date(agreed, '+0 days')),
	executed_at TEXT,
	police TEXT,
	worker TEXT,
	state TEXT NOT NULL,
	ended TEXT CHECK (ended IS date(ended, '+0 days')),
	order_note TEXT
) STRICT;

CREATE INDEX treatment_order_by_resident ON treatment_order(resident, ordered, id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX treatment_order_open ON treatment_order(resident)
	WHERE voided_at IS NULL AND state IN ('awaiting', 'executing', 'suspended');

CREATE TABLE status_change (
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
	order_id INTEGER NOT NULL REFERENCES treatment_order(id),
	state TEXT NOT NULL,
	since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
	reason TEXT,
	document TEXT
) STRICT;

CREATE INDEX status_change_by_order ON status_change(order_id, since, id) WHERE voided_at IS NULL;

CREATE TABLE drug_test (
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
	sample TEXT,
	result TEXT NOT NULL,
	nature TEXT,
	tester TEXT,
	tester2 TEXT,
	items TEXT,
	signed_by TEXT,
	witness TEXT,
	test_no TEXT,
	note TEXT
) STRICT;

CREATE INDEX drug_test_by_resident ON drug_test(resident, occurred, id);
CREATE INDEX drug_test_by_order ON drug_test(order_id, occurred) WHERE voided_at IS NULL;
CREATE INDEX drug_test_by_day ON drug_test(occurred, id) WHERE voided_at IS NULL;

-- What is due: computed from orders and tests, rewritten with them, rebuilt at will (model/due.h).
-- The worklist reads it in key order, so nothing is sorted after the fact.
CREATE TABLE due (
	group_no INTEGER NOT NULL,
	due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
	resident INTEGER NOT NULL REFERENCES resident(id),
	order_id INTEGER NOT NULL REFERENCES treatment_order(id),
	kind INTEGER NOT NULL,
	window_no INTEGER NOT NULL,
	first_day TEXT CHECK (first_day IS date(first_day, '+0 days')),
	PRIMARY KEY (group_no, due_on, resident, order_id, kind, window_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_resident ON due(resident);
