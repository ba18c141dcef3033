-- Files erased after their retention (rule 11.9): the rows stay, void and empty; here stands who,
-- when and by which decision, so that they can be counted without a name.

CREATE TABLE erasure (
	resident INTEGER PRIMARY KEY REFERENCES resident(id),
	day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
	approval INTEGER NOT NULL REFERENCES approval(id),
	seq INTEGER NOT NULL -- of the audit row
) STRICT;

CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never deleted'); END;

-- History is never changed, but that an erasure, in its own action, may empty what a field held: its row has the number
-- the next audit row will have.
DROP TRIGGER history_no_update;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
WHEN NEW.old_value IS NOT NULL OR NEW.table_name IS NOT OLD.table_name OR NEW.record IS NOT OLD.record
	OR NEW.ver IS NOT OLD.ver OR NEW.field IS NOT OLD.field OR NEW.seq IS NOT OLD.seq
	OR NOT EXISTS (SELECT 1 FROM erasure WHERE seq = (SELECT coalesce(max(seq), 0) + 1 FROM audit))
BEGIN SELECT RAISE(ABORT, 'history rows are never changed'); END;
