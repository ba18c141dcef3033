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
