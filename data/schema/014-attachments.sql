-- Papers brought in as files: kept beside the database under their hash, named by a document of a dossier.

CREATE TABLE attachment (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	ver INTEGER NOT NULL,
	seq INTEGER NOT NULL, -- while it is not void, the number it is called by
	recorded_at INTEGER NOT NULL,
	recorded_by INTEGER REFERENCES officer(id),
	import_id INTEGER REFERENCES import_log(id),
	source TEXT NOT NULL,
	voided_at INTEGER,
	voided_by INTEGER REFERENCES officer(id),
	void_reason TEXT,
	hash TEXT NOT NULL CHECK (length(hash) = 64),
	bytes INTEGER NOT NULL CHECK (bytes > 0)
) STRICT;
CREATE INDEX attachment_by_number ON attachment(seq);

ALTER TABLE document ADD COLUMN file INTEGER REFERENCES attachment(id);
CREATE INDEX document_by_file ON document(file) WHERE file IS NOT NULL;
