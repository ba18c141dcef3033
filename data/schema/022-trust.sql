-- Trust: what a row was is on record outside it, what left the house names whom it held, what one officer may do in a day.

-- What an entry of the audit vouches for beside its own words: the sum (hash_sum) of the digests of the rows it wrote and
-- of the names it let out; NULL: nothing. It goes into the entry's hash where it is set.
ALTER TABLE audit ADD COLUMN covers BLOB CHECK (covers IS NULL OR length(covers) = 32);

-- Of every record: 8 bytes, highest first, of the entry that vouches for it, then the digest of its content. NULL: it was
-- written before this step and not taken on yet.
ALTER TABLE officer ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE import_log ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE place ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE help_team ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE resident ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE treatment_order ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE status_change ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE drug_test ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE talk ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE visit ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE phone_contact ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE self_report ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE leave ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE missed_test ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE warning ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE custody ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE assessment ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE employment ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE aid ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE relative ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE document ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE contact ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE team_member ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE duty ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE control_change ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE approval ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE search ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE police_report ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE excused ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE attachment ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE stated ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);
ALTER TABLE drug_use ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 40);

-- The proof a record had before entry `replaced` changed it: what an older entry vouched for can so be summed again.
CREATE TABLE proof_past (
	replaced INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	record INTEGER NOT NULL,
	proof BLOB NOT NULL CHECK (length(proof) = 40),
	PRIMARY KEY (table_name, record, replaced)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER proof_past_no_update BEFORE UPDATE ON proof_past
BEGIN SELECT RAISE(ABORT, 'proofs are never changed'); END;
CREATE TRIGGER proof_past_no_delete BEFORE DELETE ON proof_past
BEGIN SELECT RAISE(ABORT, 'proofs are never deleted'); END;

-- Records whose digest did not fit when they were last looked at.
CREATE TABLE damaged (
	table_name TEXT NOT NULL,
	record INTEGER NOT NULL,
	resident INTEGER,
	found_at INTEGER NOT NULL,
	PRIMARY KEY (table_name, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX damaged_by_resident ON damaged(resident) WHERE resident IS NOT NULL;

-- What left the program with people in it, by the entry of the audit that says so: an export, a print, a list of contents,
-- a fetch. It is never changed but that its file goes. The entry covers whom it held (change_cover).
CREATE TABLE disclosure (
	seq INTEGER PRIMARY KEY REFERENCES audit(seq) DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL,
	officer INTEGER REFERENCES officer(id),
	people INTEGER NOT NULL,
	fields TEXT,
	recipient TEXT,
	purpose TEXT,
	access TEXT,                           -- what who fetches the file must be allowed (access_table)
	file INTEGER,                          -- its number in out/, that of the first row of that file
	ends INTEGER,                          -- real milliseconds: the file is fetched no more
	gone INTEGER                           -- and when it was taken away
) STRICT;
CREATE INDEX disclosure_file ON disclosure(file) WHERE file IS NOT NULL AND gone IS NULL;
CREATE TRIGGER disclosure_no_update BEFORE UPDATE OF seq, kind, officer, people, fields, recipient, purpose, access, file,
	ends ON disclosure
BEGIN SELECT RAISE(ABORT, 'disclosures are never changed'); END;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure
BEGIN SELECT RAISE(ABORT, 'disclosures are never deleted'); END;
CREATE TABLE disclosed (
	resident INTEGER NOT NULL REFERENCES resident(id),
	seq INTEGER NOT NULL REFERENCES disclosure(seq) DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY (resident, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosed_by_seq ON disclosed(seq);
CREATE TRIGGER disclosed_no_update BEFORE UPDATE ON disclosed
BEGIN SELECT RAISE(ABORT, 'disclosures are never changed'); END;
CREATE TRIGGER disclosed_no_delete BEFORE DELETE ON disclosed
BEGIN SELECT RAISE(ABORT, 'disclosures are never deleted'); END;

-- How much of something with a bound (bound_table) an officer did on a day of the station.
CREATE TABLE day_count (
	officer INTEGER NOT NULL REFERENCES officer(id),
	day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
	kind TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (officer, day, kind)
) STRICT, WITHOUT ROWID;

DROP VIEW resident_visible;
CREATE VIEW resident_visible AS
SELECT id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by, void_reason,
	file_no, name, alias, spelling, sex, paper, id_no, other_paper, birth, phone, other_contact, registered, address,
	place, team, education, marital, job, workplace, hardship, drug, found, isolations, risk, control, note, pinyin,
	initials, sealed, unknown, proof
FROM resident WHERE voided_at IS NULL AND sealed IS NULL;

-- The backups made, by the name of their file in backup/ and at the second place: what is known of a file while it lies
-- there, and from when the next is due. A row stays when its file has aged out.
CREATE TABLE backup_log (
	name TEXT PRIMARY KEY,
	made_at INTEGER NOT NULL,              -- real milliseconds
	bytes INTEGER NOT NULL,
	digest TEXT NOT NULL CHECK (length(digest) = 64),
	sealed INTEGER NOT NULL,
	second_at INTEGER,                     -- copied to a second place, and read back there
	rehearsed_at INTEGER,
	damaged INTEGER NOT NULL DEFAULT 0     -- what the last rehearsal found
) STRICT;

-- Numbers (of IDs, other papers, phones; ends of numbers searched for) an officer asked about today that nobody is on file
-- under: the beginning of a digest with the station's secret. plan: of which file, in short; NULL: typed.
CREATE TABLE number_asked (
	officer INTEGER NOT NULL REFERENCES officer(id),
	day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
	key TEXT NOT NULL CHECK (length(key) = 16),
	plan TEXT,
	PRIMARY KEY (officer, day, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX number_asked_by_key ON number_asked(key);

-- What a role finds by that sees people masked: as `words`, of what it is shown alone.
ALTER TABLE resident_key ADD COLUMN shown TEXT NOT NULL DEFAULT '';
INSERT INTO key_stale SELECT id FROM resident WHERE true ON CONFLICT DO NOTHING;

-- Under caseload = strict: what a record says of whose case somebody is, and what the head answered (NULL: it waits).
CREATE TABLE case_holder (
	claim INTEGER PRIMARY KEY,
	resident INTEGER NOT NULL REFERENCES resident(id),
	officer INTEGER NOT NULL REFERENCES officer(id),
	why TEXT,                              -- worker, team, entered; NULL: erased
	since INTEGER NOT NULL,                -- real milliseconds: claimed
	answer TEXT,                           -- yes, no; NULL: waits
	answered_by INTEGER REFERENCES officer(id),
	answered_at INTEGER,
	UNIQUE (resident, officer, why)
) STRICT;
CREATE INDEX case_waiting ON case_holder(since) WHERE answer IS NULL;
