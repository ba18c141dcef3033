-- What an office's sheets mean, asked once: which field a column of theirs is, what a word of theirs stands for. header is
-- the digest of the sheet's header as it is compared, by which its next one is known again; field is '' for a column, name
-- the column's or the word, answer the field's name or the value's code, '' for "not taken" and "leave it open".
CREATE TABLE import_memory (
	header TEXT NOT NULL,
	registry TEXT NOT NULL,
	field TEXT NOT NULL,
	name TEXT NOT NULL,
	answer TEXT NOT NULL,
	set_at INTEGER NOT NULL,
	set_by INTEGER REFERENCES officer(id),
	PRIMARY KEY (header, registry, field, name)
) STRICT, WITHOUT ROWID;

-- Words of a sheet that no list has, in cells a record can do without: the field stays open, and the word is what the
-- officer who fills it goes by.
CREATE TABLE kept_word (
	resident INTEGER NOT NULL REFERENCES resident(id),
	table_name TEXT NOT NULL,
	record INTEGER NOT NULL,
	field TEXT NOT NULL,
	word TEXT NOT NULL,
	import_id INTEGER NOT NULL REFERENCES import_log(id),
	PRIMARY KEY (resident, table_name, record, field)
) STRICT, WITHOUT ROWID;
