-- The finder: how a name is read where the table of readings does not know, and one narrow column to look in.

ALTER TABLE resident ADD COLUMN spelling TEXT;

DROP VIEW resident_visible;
CREATE VIEW resident_visible AS
SELECT id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by, void_reason,
	file_no, name, alias, spelling, sex, paper, id_no, other_paper, birth, phone, other_contact, registered, address,
	place, team, education, marital, job, workplace, hardship, drug, found, isolations, risk, control, note, pinyin,
	initials, sealed
FROM resident WHERE voided_at IS NULL AND sealed IS NULL;

-- In the order of the list, so that a search may stop when it has enough. Visible people only.
CREATE TABLE resident_key (
	sort TEXT NOT NULL,      -- resident.pinyin
	resident INTEGER NOT NULL, -- no reference: nothing of it is a record
	words TEXT NOT NULL,     -- names, readings, village, team, worker; file number; see model/key.h
	tails TEXT NOT NULL,     -- last four of the ID number, phones
	PRIMARY KEY (sort, resident)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX resident_key_of ON resident_key(resident);

-- Whose keys are to be made again, before the transaction ends.
CREATE TABLE key_stale (resident INTEGER PRIMARY KEY) STRICT;
INSERT INTO key_stale SELECT id FROM resident;

CREATE TRIGGER key_of_new AFTER INSERT ON resident
BEGIN INSERT OR IGNORE INTO key_stale VALUES (NEW.id); END;
CREATE TRIGGER key_of_changed AFTER UPDATE OF name, alias, spelling, pinyin, id_no, phone, file_no, place, team, sealed,
	voided_at ON resident
BEGIN INSERT OR IGNORE INTO key_stale VALUES (NEW.id); END;
CREATE TRIGGER key_of_new_order AFTER INSERT ON treatment_order WHEN NEW.worker IS NOT NULL
BEGIN INSERT OR IGNORE INTO key_stale VALUES (NEW.resident); END;
CREATE TRIGGER key_of_order AFTER UPDATE OF resident, worker, state, ordered, voided_at ON treatment_order
WHEN OLD.worker IS NOT NULL OR NEW.worker IS NOT NULL
BEGIN INSERT OR IGNORE INTO key_stale VALUES (NEW.resident); END;
CREATE TRIGGER key_of_place AFTER UPDATE OF name ON place
BEGIN INSERT OR IGNORE INTO key_stale SELECT id FROM resident WHERE place = NEW.id; END;
CREATE TRIGGER key_of_team AFTER UPDATE OF name ON help_team
BEGIN INSERT OR IGNORE INTO key_stale SELECT id FROM resident WHERE team = NEW.id; END;
