-- What nobody knows, apart from what is not filled in yet: the names of such fields.
ALTER TABLE resident ADD COLUMN unknown TEXT;
ALTER TABLE relative ADD COLUMN unknown TEXT;

DROP VIEW resident_visible;
CREATE VIEW resident_visible AS
SELECT id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by, void_reason,
	file_no, name, alias, spelling, sex, paper, id_no, other_paper, birth, phone, other_contact, registered, address,
	place, team, education, marital, job, workplace, hardship, drug, found, isolations, risk, control, note, pinyin,
	initials, sealed, unknown
FROM resident WHERE voided_at IS NULL AND sealed IS NULL;
