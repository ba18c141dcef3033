-- The whole life of a file, and the station's other registers.

-- Two files of one person (chapter 16). The file that goes points to the one that stays, is in no list and no figure, and
-- every number it ever had finds the other. What was moved, and what stood there before, is kept, so that parting puts back
-- just that. Two files that were looked at and are two people leave the list of pairs.
ALTER TABLE resident ADD COLUMN joined INTEGER REFERENCES resident(id);
CREATE INDEX resident_by_joined ON resident(joined) WHERE joined IS NOT NULL;
DROP INDEX resident_by_id_no;
CREATE UNIQUE INDEX resident_by_id_no ON resident(id_no) WHERE voided_at IS NULL AND id_no IS NOT NULL AND joined IS NULL;

DROP VIEW resident_visible;
CREATE VIEW resident_visible AS
SELECT id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by, void_reason,
	file_no, name, alias, spelling, sex, paper, id_no, other_paper, birth, phone, other_contact, registered, address,
	place, team, education, marital, job, workplace, hardship, drug, found, isolations, risk, control, note, pinyin,
	initials, sealed, unknown, joined, proof
FROM resident WHERE voided_at IS NULL AND sealed IS NULL AND joined IS NULL;
DROP VIEW resident_counted;
CREATE VIEW resident_counted AS
SELECT id, sealed, sex, birth, place, team, drug, risk, control, job FROM resident
WHERE voided_at IS NULL AND joined IS NULL;
DROP VIEW resident_numbered;
CREATE VIEW resident_numbered AS
SELECT id, uid, sealed FROM resident WHERE voided_at IS NULL AND joined IS NULL;

-- Whom a uid or a file number means now; and the files that went into another.
CREATE VIEW resident_meant AS
SELECT r.uid, r.file_no, k.id, k.sealed, k.file_no AS now, r.joined
FROM resident r JOIN resident k ON k.id = coalesce(r.joined, r.id) WHERE k.voided_at IS NULL;
CREATE VIEW resident_gone AS
SELECT joined AS person, id, file_no, name, alias, id_no, phone FROM resident WHERE joined IS NOT NULL;

CREATE TRIGGER key_of_joined AFTER UPDATE OF joined ON resident
BEGIN INSERT OR IGNORE INTO key_stale SELECT id FROM resident WHERE id IN (NEW.id, NEW.joined, OLD.joined); END;

CREATE TABLE joined (
	id INTEGER PRIMARY KEY,
	kept INTEGER NOT NULL REFERENCES resident(id),
	gone INTEGER NOT NULL REFERENCES resident(id),
	seq INTEGER NOT NULL,                  -- of the entry that joined them
	last TEXT NOT NULL,                    -- newest record of each table then, as JSON: what is later is asked about
	parted INTEGER                         -- the entry that parted them
) STRICT;
CREATE INDEX joined_gone ON joined(gone);
CREATE INDEX joined_kept ON joined(kept);
CREATE TABLE joined_moved (
	joined INTEGER NOT NULL REFERENCES joined(id),
	table_name TEXT NOT NULL,
	record INTEGER NOT NULL,
	field TEXT NOT NULL,                   -- '': the joining made this record
	old ANY,
	new ANY,
	PRIMARY KEY (joined, table_name, record, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE not_same (
	one INTEGER NOT NULL REFERENCES resident(id),
	other INTEGER NOT NULL REFERENCES resident(id),
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,                   -- real milliseconds
	officer INTEGER REFERENCES officer(id),
	PRIMARY KEY (one, other),
	CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- From a slip to its paper: how a letter was served or why not, why there is none, what the police decided.
ALTER TABLE missed_test ADD COLUMN no_letter TEXT;
ALTER TABLE warning ADD COLUMN served_how TEXT;
ALTER TABLE warning ADD COLUMN not_served TEXT;
ALTER TABLE police_report ADD COLUMN not_sent TEXT;
ALTER TABLE police_report ADD COLUMN answer TEXT;
ALTER TABLE police_report ADD COLUMN answered TEXT;
ALTER TABLE police_report ADD COLUMN answer_no TEXT;

-- The station's own registers (chapter 15): they hang on nobody.
CREATE LEDGER org (
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	place INTEGER REFERENCES place(id),
	under INTEGER REFERENCES org(id),
	contact TEXT,
	phone TEXT,
	address TEXT,
	since TEXT CHECK (since IS date(since, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	capacity INTEGER,
	posts INTEGER,
	agreed TEXT CHECK (agreed IS date(agreed, '+0 days')),
	agreed_until TEXT CHECK (agreed_until IS date(agreed_until, '+0 days')),
	level TEXT,
	pupils INTEGER,
	registered INTEGER,
	connected TEXT,
	rooms INTEGER,
	equipment TEXT,
	staff_count INTEGER,
	population INTEGER,
	note TEXT
) STRICT;
CREATE LEDGER staff (
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	post TEXT,
	full_time TEXT,
	org INTEGER REFERENCES org(id),
	since TEXT CHECK (since IS date(since, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	certificate TEXT,
	trained_on TEXT CHECK (trained_on IS date(trained_on, '+0 days')),
	phone TEXT,
	note TEXT
) STRICT;
CREATE LEDGER drive_unit (
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	place INTEGER REFERENCES place(id),
	applied TEXT CHECK (applied IS date(applied, '+0 days')),
	inspected TEXT CHECK (inspected IS date(inspected, '+0 days')),
	named TEXT CHECK (named IS date(named, '+0 days')),
	renewed TEXT CHECK (renewed IS date(renewed, '+0 days')),
	withdrawn TEXT CHECK (withdrawn IS date(withdrawn, '+0 days')),
	paper TEXT,
	note TEXT
) STRICT;
-- A session: a lecture, a course, a meeting. The name `session` is that of who is logged in.
CREATE LEDGER activity (
	occurred TEXT NOT NULL CHECK (occurred IS date(occurred, '+0 days')),
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	theme TEXT,
	place_text TEXT,
	org INTEGER REFERENCES org(id),
	grade TEXT,
	held_by TEXT,
	hours INTEGER,
	sessions INTEGER,
	people INTEGER,
	planned_sessions INTEGER,
	planned_people INTEGER,
	materials INTEGER,
	cost INTEGER,
	minutes TEXT,
	decided TEXT,
	note TEXT
) STRICT;
CREATE LEDGER check_round (
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	place INTEGER REFERENCES place(id),
	households INTEGER,
	checked INTEGER,
	people INTEGER,
	people_checked INTEGER,
	found INTEGER,
	taken_on INTEGER,
	finished TEXT CHECK (finished IS date(finished, '+0 days')),
	note TEXT
) STRICT;
-- A person who got or sold something stands by the file number alone, so that no name lies here.
CREATE LEDGER money_entry (
	occurred TEXT NOT NULL CHECK (occurred IS date(occurred, '+0 days')),
	account TEXT NOT NULL,
	way TEXT NOT NULL,
	amount INTEGER NOT NULL,
	purpose TEXT NOT NULL,
	goods TEXT,
	quantity INTEGER,
	measured TEXT,
	file_no TEXT,
	household TEXT,
	org INTEGER REFERENCES org(id),
	paper TEXT,
	handler TEXT,
	short_because TEXT,
	note TEXT
) STRICT;
CREATE INDEX money_by_account ON money_entry(account, occurred);
CREATE LEDGER place_value (
	what TEXT NOT NULL,
	item TEXT,
	since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
	until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
	place INTEGER REFERENCES place(id),
	reached INTEGER NOT NULL,
	most INTEGER,
	sample INTEGER,
	origin TEXT,
	note TEXT
) STRICT;
CREATE LEDGER task (
	what TEXT NOT NULL,
	who TEXT NOT NULL,
	until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
	activity INTEGER REFERENCES activity(id),
	done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
	outcome TEXT,
	note TEXT
) STRICT;

-- Coming and going, plans and help: registers of events on a resident.
CREATE REGISTER intake (
	came_by TEXT NOT NULL,
	told_by TEXT,
	checked TEXT CHECK (checked IS date(checked, '+0 days')),
	checked_by TEXT,
	decision TEXT,
	grid_on TEXT CHECK (grid_on IS date(grid_on, '+0 days')),
	doc_no TEXT,
	note TEXT
) STRICT;
CREATE INDEX intake_by_resident ON intake(resident, occurred, id);

CREATE REGISTER pickup (
	release_on TEXT NOT NULL CHECK (release_on IS date(release_on, '+0 days')),
	centre TEXT NOT NULL,
	handler TEXT,
	fetched TEXT CHECK (fetched IS date(fetched, '+0 days')),
	met TEXT,
	companions TEXT,
	not_fetched TEXT,
	becomes TEXT,
	note TEXT
) STRICT;
CREATE INDEX pickup_by_resident ON pickup(resident, occurred, id);

CREATE REGISTER moving (
	direction TEXT NOT NULL,
	other_station TEXT NOT NULL,
	person_there TEXT,
	phone_there TEXT,
	papers TEXT,
	receipt TEXT CHECK (receipt IS date(receipt, '+0 days')),
	refused TEXT,
	doc_no TEXT,
	note TEXT
) STRICT;
CREATE INDEX moving_by_resident ON moving(resident, occurred, id);

CREATE REGISTER dual_control (
	here_as TEXT NOT NULL,
	other_station TEXT NOT NULL,
	home TEXT,
	residence TEXT,
	letter_no TEXT,
	sent TEXT CHECK (sent IS date(sent, '+0 days')),
	answered TEXT CHECK (answered IS date(answered, '+0 days')),
	contact_on TEXT CHECK (contact_on IS date(contact_on, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX dual_control_by_resident ON dual_control(resident, occurred, id);

CREATE REGISTER lost (
	last_seen TEXT,
	told_police TEXT CHECK (told_police IS date(told_police, '+0 days')),
	found TEXT CHECK (found IS date(found, '+0 days')),
	found_how TEXT,
	note TEXT
) STRICT;
CREATE INDEX lost_by_resident ON lost(resident, occurred, id);

CREATE REGISTER grid_entry (
	grid TEXT NOT NULL,
	grid_worker TEXT,
	phone TEXT,
	until TEXT CHECK (until IS date(until, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX grid_entry_by_resident ON grid_entry(resident, occurred, id);

CREATE REGISTER check_in (
	kind TEXT NOT NULL,
	days_due INTEGER,
	days_done INTEGER,
	app TEXT,
	note TEXT
) STRICT;
CREATE INDEX check_in_by_resident ON check_in(resident, occurred, id);

CREATE REGISTER follow_up (
	way TEXT NOT NULL,
	spoken_to TEXT NOT NULL,
	visitor TEXT,
	living TEXT,
	working TEXT,
	family TEXT,
	community TEXT,
	used_again TEXT,
	county TEXT,
	difficulty TEXT,
	opinion TEXT,
	note TEXT
) STRICT;
CREATE INDEX follow_up_by_resident ON follow_up(resident, occurred, id);

CREATE REGISTER help_plan (
	drawn_by TEXT,
	situation TEXT,
	family TEXT,
	history TEXT,
	now TEXT,
	treatment TEXT,
	counselling TEXT,
	help TEXT,
	goal TEXT,
	review_on TEXT CHECK (review_on IS date(review_on, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX help_plan_by_resident ON help_plan(resident, occurred, id);

CREATE REGISTER measure (
	what TEXT NOT NULL,
	who TEXT NOT NULL,
	due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
	done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
	outcome TEXT,
	note TEXT
) STRICT;
CREATE INDEX measure_by_resident ON measure(resident, occurred, id);

CREATE REGISTER plan_review (
	kind TEXT NOT NULL,
	by TEXT,
	result TEXT,
	next_on TEXT CHECK (next_on IS date(next_on, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX plan_review_by_resident ON plan_review(resident, occurred, id);

CREATE REGISTER help_case (
	kind TEXT NOT NULL,
	agency TEXT,
	waits_for TEXT,
	looked TEXT CHECK (looked IS date(looked, '+0 days')),
	discussed TEXT CHECK (discussed IS date(discussed, '+0 days')),
	noticed TEXT CHECK (noticed IS date(noticed, '+0 days')),
	decided TEXT CHECK (decided IS date(decided, '+0 days')),
	result TEXT,
	amount INTEGER,
	waived INTEGER,
	household TEXT,
	paid_from TEXT CHECK (paid_from IS date(paid_from, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	doc_no TEXT,
	note TEXT
) STRICT;
CREATE INDEX help_case_by_resident ON help_case(resident, occurred, id);

CREATE REGISTER hardship (
	kind TEXT NOT NULL,
	grade TEXT,
	paper TEXT,
	reviewed TEXT CHECK (reviewed IS date(reviewed, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	outcome TEXT,
	note TEXT
) STRICT;
CREATE INDEX hardship_by_resident ON hardship(resident, occurred, id);

CREATE REGISTER care (
	facility TEXT NOT NULL,
	reason TEXT NOT NULL,
	treatment TEXT,
	seen TEXT CHECK (seen IS date(seen, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	outcome TEXT,
	cost INTEGER,
	note TEXT
) STRICT;
CREATE INDEX care_by_resident ON care(resident, occurred, id);

CREATE REGISTER maintenance (
	drug TEXT NOT NULL,
	clinic TEXT NOT NULL,
	doctor TEXT,
	phone TEXT,
	filed TEXT CHECK (filed IS date(filed, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX maintenance_by_resident ON maintenance(resident, occurred, id);

CREATE REGISTER pairing (
	cadre TEXT NOT NULL,
	branch TEXT,
	grid TEXT,
	contact_on TEXT CHECK (contact_on IS date(contact_on, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX pairing_by_resident ON pairing(resident, occurred, id);

CREATE REGISTER counsel (
	channel TEXT,
	counsellor TEXT NOT NULL,
	qualified TEXT,
	topic TEXT,
	summary TEXT,
	next_on TEXT CHECK (next_on IS date(next_on, '+0 days')),
	note TEXT
) STRICT;
CREATE INDEX counsel_by_resident ON counsel(resident, occurred, id);

CREATE REGISTER family_contact (
	way TEXT NOT NULL,
	relative_name TEXT NOT NULL,
	relation TEXT,
	summary TEXT,
	note TEXT
) STRICT;
CREATE INDEX family_contact_by_resident ON family_contact(resident, occurred, id);

CREATE REGISTER labour (
	content TEXT,
	hours INTEGER NOT NULL,
	witness TEXT,
	note TEXT
) STRICT;
CREATE INDEX labour_by_resident ON labour(resident, occurred, id);

CREATE REGISTER relief (
	festival TEXT,
	goods TEXT,
	amount INTEGER,
	visitor TEXT,
	note TEXT
) STRICT;
CREATE INDEX relief_by_resident ON relief(resident, occurred, id);

CREATE REGISTER referral (
	institution TEXT NOT NULL,
	reason TEXT,
	outcome TEXT,
	cost INTEGER,
	note TEXT
) STRICT;
CREATE INDEX referral_by_resident ON referral(resident, occurred, id);

-- What a job pays and how it was found; what was done about use found.
ALTER TABLE employment ADD COLUMN wage INTEGER;
ALTER TABLE employment ADD COLUMN found_how TEXT;
ALTER TABLE employment ADD COLUMN contract TEXT;
ALTER TABLE drug_use ADD COLUMN handled TEXT;

-- Work that ended on the day it began, after which something else was said of that day: that holds, not the end.
DROP VIEW person_value;
CREATE VIEW person_value AS
SELECT resident, 'risk' AS field, level AS value, NULL AS second, occurred AS day, 1 AS rank, id
FROM assessment WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'control', control, NULL, occurred, 1, id FROM control_change WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'job', job, workplace, occurred, 1, id FROM employment WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'job', 'none', NULL, date(until, '+1 day'), 1, id FROM employment e WHERE voided_at IS NULL
AND until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM employment n WHERE n.resident = e.resident AND n.voided_at IS NULL
	AND n.id <> e.id AND n.occurred BETWEEN e.occurred AND date(e.until, '+1 day')
	AND (n.occurred > e.occurred OR n.id > e.id))
AND NOT EXISTS (SELECT 1 FROM stated n WHERE n.resident = e.resident AND n.voided_at IS NULL
	AND (n.job IS NOT NULL OR instr(',' || n.cleared || ',', ',job,'))
	AND (n.occurred > e.occurred OR (n.occurred = e.occurred AND n.holds IS 'yes')) AND n.occurred <= date(e.until, '+1 day')
	AND NOT (n.job IS 'none' AND n.workplace IS NULL AND n.occurred = e.until))
UNION ALL
SELECT resident, 'risk', risk, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (risk IS NOT NULL OR instr(',' || cleared || ',', ',risk,'))
UNION ALL
SELECT resident, 'control', control, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (control IS NOT NULL OR instr(',' || cleared || ',', ',control,'))
UNION ALL
SELECT resident, 'job', job, workplace, occurred, 2 * (holds IS 'yes'), id FROM stated s WHERE voided_at IS NULL
AND (job IS NOT NULL OR workplace IS NOT NULL OR instr(',' || cleared || ',', ',job,'))
AND NOT (job IS 'none' AND workplace IS NULL AND EXISTS (SELECT 1 FROM employment e WHERE e.resident = s.resident
	AND e.voided_at IS NULL AND e.until = s.occurred))
UNION ALL
SELECT resident, 'place', place, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (place IS NOT NULL OR instr(',' || cleared || ',', ',place,'))
UNION ALL
SELECT resident, 'team', team, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (team IS NOT NULL OR instr(',' || cleared || ',', ',team,'))
UNION ALL
SELECT s.resident, f.field, CASE f.field WHEN 'risk' THEN risk WHEN 'control' THEN control WHEN 'job' THEN job
	WHEN 'place' THEN place ELSE team END, CASE f.field WHEN 'job' THEN workplace END, '1900-01-01',
	-unixepoch(occurred), -id
FROM stated s, (SELECT 'risk' AS field UNION ALL SELECT 'control' UNION ALL SELECT 'job' UNION ALL SELECT 'place'
	UNION ALL SELECT 'team') f
WHERE voided_at IS NULL AND basis = 'first';

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

-- Who put a paper into the file; of an archive note who closed the whole of it.
ALTER TABLE document ADD COLUMN filed_by TEXT;

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

-- Who was there: at an activity, in a round of checks.
CREATE REGISTER attendance (
	activity INTEGER NOT NULL REFERENCES activity(id),
	result TEXT NOT NULL,
	certificate TEXT,
	doc_no TEXT,
	note TEXT
) STRICT;
CREATE INDEX attendance_of_resident ON attendance(resident, occurred);
CREATE INDEX attendance_of_activity ON attendance(activity);
CREATE REGISTER round_line (
	round INTEGER NOT NULL REFERENCES check_round(id),
	met TEXT NOT NULL,
	found_as TEXT,
	control TEXT,
	by TEXT,
	note TEXT
) STRICT;
CREATE INDEX round_line_of_resident ON round_line(resident, occurred);
CREATE INDEX round_line_of_round ON round_line(round);

-- A leaflet handed over on a visit is evidence of publicity (rule 7.5).
ALTER TABLE visit ADD COLUMN leaflet TEXT;
-- Two copies of this station brought together (rules 16.20 to 16.29). The copy's own entries since both were one, as they stand
-- there, by the bringing (a row of import_log): `record_here` and `people` say in numbers of this file what and whom they are
-- about. And numbers that the copy had given while they were given here too.
CREATE TABLE audit_other (
	id INTEGER PRIMARY KEY,
	copy INTEGER NOT NULL REFERENCES import_log(id),
	seq INTEGER NOT NULL,
	time INTEGER NOT NULL,
	officer INTEGER REFERENCES officer(id),
	role TEXT,
	session TEXT,
	key_fingerprint TEXT,
	source TEXT,
	action TEXT NOT NULL,
	table_name TEXT,
	record INTEGER,
	reason TEXT,
	result TEXT NOT NULL,
	fields TEXT,
	detail TEXT,
	row TEXT NOT NULL,                     -- its columns as the chain has them, as JSON
	covers TEXT,                           -- hex
	hash TEXT NOT NULL CHECK (length(hash) = 64),
	kind TEXT,                             -- of what left the house there, and to whom
	recipient TEXT,
	people TEXT NOT NULL,                  -- residents here, a JSON array
	UNIQUE (seq, hash)
) STRICT;
CREATE TRIGGER audit_other_no_update BEFORE UPDATE ON audit_other
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_other_no_delete BEFORE DELETE ON audit_other
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;

CREATE TABLE number_before (
	resident INTEGER NOT NULL REFERENCES resident(id),
	file_no TEXT NOT NULL,
	PRIMARY KEY (resident, file_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER key_of_number_before AFTER INSERT ON number_before
BEGIN INSERT OR IGNORE INTO key_stale VALUES (NEW.resident); END;
DROP VIEW resident_gone;
CREATE VIEW resident_gone AS
SELECT joined AS person, id, file_no, name, alias, id_no, phone FROM resident WHERE joined IS NOT NULL
UNION ALL SELECT resident, NULL, file_no, NULL, NULL, NULL, NULL FROM number_before;

-- Help of who is sealed: it names nobody.
CREATE LEDGER aftercare (
	occurred TEXT NOT NULL CHECK (occurred IS date(occurred, '+0 days')),
	kind TEXT NOT NULL,
	way TEXT,
	mark TEXT,
	county TEXT,
	outcome TEXT,
	note TEXT
) STRICT;
