-- What goes to the county and comes back from it, and the county's own side: the same program over a database of its
-- own.

-- The station's side. What the tables of a month (states, tests, risk, assignments, sweep) said when it was sent, all of
-- them at each number; the digest of the number covers them. place as in sent_figure, or a worker's key with the name.
CREATE TABLE sent_cell (
	sent INTEGER NOT NULL REFERENCES sent(id),
	position INTEGER NOT NULL,
	tab TEXT NOT NULL,
	place TEXT NOT NULL,
	name TEXT,                             -- of a worker
	id TEXT NOT NULL,
	value INTEGER NOT NULL,
	PRIMARY KEY (sent, position),
	UNIQUE (sent, tab, place, id)
) STRICT, WITHOUT ROWID;

-- The return of a number as it was written, byte for byte: written again it is the same file. Each names the one before.
CREATE TABLE sent_package (
	id INTEGER PRIMARY KEY,
	sent INTEGER NOT NULL UNIQUE REFERENCES sent(id),
	seq INTEGER NOT NULL,                  -- of the audit row that says so
	since INTEGER,                         -- changes against this number; NULL: all of it
	previous TEXT,                         -- digest of the one before; NULL: the first
	digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64), -- SHA-256 of its manifest; the audit row has it too
	bytes BLOB NOT NULL
) STRICT;

-- What the county said of a number: a package of its own.
CREATE TABLE sent_answer (
	id INTEGER PRIMARY KEY,
	package INTEGER NOT NULL REFERENCES sent_package(id),
	seq INTEGER NOT NULL,
	digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64), -- of its manifest; the audit row has it too
	accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
	day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),   -- the county's
	county TEXT NOT NULL,
	reason TEXT
) STRICT;
CREATE TABLE sent_question (
	answer INTEGER NOT NULL REFERENCES sent_answer(id),
	no INTEGER NOT NULL,
	place TEXT NOT NULL,
	figure TEXT NOT NULL,
	question TEXT NOT NULL,
	PRIMARY KEY (answer, no)
) STRICT, WITHOUT ROWID;
-- What the head said to one that was given back, where nothing is to be corrected.
CREATE TABLE sent_reply (
	answer INTEGER PRIMARY KEY REFERENCES sent_answer(id),
	seq INTEGER NOT NULL,
	reply TEXT NOT NULL
) STRICT;

CREATE TRIGGER sent_cell_no_update BEFORE UPDATE ON sent_cell
BEGIN SELECT RAISE(ABORT, 'a month once sent is never changed'); END;
CREATE TRIGGER sent_cell_no_delete BEFORE DELETE ON sent_cell
BEGIN SELECT RAISE(ABORT, 'a month once sent is never deleted'); END;
CREATE TRIGGER sent_package_no_update BEFORE UPDATE ON sent_package
BEGIN SELECT RAISE(ABORT, 'a return once written is never changed'); END;
CREATE TRIGGER sent_package_no_delete BEFORE DELETE ON sent_package
BEGIN SELECT RAISE(ABORT, 'a return once written is never deleted'); END;
CREATE TRIGGER sent_answer_no_update BEFORE UPDATE ON sent_answer
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER sent_answer_no_delete BEFORE DELETE ON sent_answer
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;
CREATE TRIGGER sent_question_no_update BEFORE UPDATE ON sent_question
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER sent_question_no_delete BEFORE DELETE ON sent_question
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;
-- What was given back and waits: a line a question, or one of all of it; until a correction went out or the head replied.
CREATE VIEW sent_open AS
SELECT w.id AS answer, s.month AS month, s.no AS no, w.day AS day, w.county AS county,
	coalesce(q.question, w.reason) AS text, q.figure AS figure
FROM sent_answer w JOIN sent_package p ON p.id = w.package JOIN sent s ON s.id = p.sent
LEFT JOIN sent_question q ON q.answer = w.id
WHERE w.accepted = 0 AND NOT EXISTS (SELECT 1 FROM sent_reply r WHERE r.answer = w.id)
	AND NOT EXISTS (SELECT 1 FROM sent l WHERE l.month = s.month AND l.no > s.no)
	AND NOT EXISTS (SELECT 1 FROM sent_answer l WHERE l.package = w.package AND l.id > w.id);

-- The county's own side: its stations, what they returned, what it answered, figures typed in from outside (chapter 21).
CREATE LEDGER county_station (
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	key TEXT NOT NULL,                     -- the public line of minisign
	first_month TEXT NOT NULL,
	last_month TEXT,
	parent TEXT,                           -- code of the centre station it is a point of
	note TEXT
) STRICT;
CREATE UNIQUE INDEX county_station_code ON county_station(code) WHERE voided_at IS NULL;

-- A return as it came; what the county answered is written on it later.
CREATE LEDGER county_return (
	station INTEGER NOT NULL REFERENCES county_station(id),
	period TEXT NOT NULL,
	no INTEGER NOT NULL,
	digest TEXT NOT NULL UNIQUE,           -- SHA-256 of its manifest
	previous TEXT,                         -- that of the return sent before it
	since INTEGER,                         -- the number its changes are against; NULL: it is whole
	as_of TEXT,
	head TEXT,                             -- of the station's audit
	program TEXT,
	received TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'back')),
	reason TEXT,
	answered TEXT,
	questions TEXT
) STRICT;
CREATE UNIQUE INDEX county_return_number ON county_return(station, period, no);
CREATE INDEX county_return_period ON county_return(period);
-- What vouches for the rows below: the manifest has the digest above and names the hash of every member.
CREATE TABLE county_paper (
	return INTEGER PRIMARY KEY REFERENCES county_return(id),
	manifest TEXT NOT NULL,
	signature TEXT NOT NULL
) STRICT;
CREATE TABLE county_word (
	id INTEGER PRIMARY KEY,
	word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE county_place (
	id INTEGER PRIMARY KEY,
	station INTEGER NOT NULL REFERENCES county_station(id),
	key TEXT NOT NULL,                     -- as the return has it
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	UNIQUE (station, key, name, kind)
) STRICT;
-- live: no later number of the same month replaces it. A number without denominator is no rate. Millions of rows: what
-- place and figure name is not asked of each by SQLite; county check makes the members again of all.
CREATE TABLE county_figure (
	return INTEGER NOT NULL REFERENCES county_return(id),
	position INTEGER NOT NULL,
	tab INTEGER NOT NULL,
	place INTEGER NOT NULL,                -- county_place
	figure INTEGER NOT NULL,               -- county_word
	numerator INTEGER,
	denominator INTEGER,
	live INTEGER NOT NULL,
	PRIMARY KEY (return, position)
) STRICT, WITHOUT ROWID;
-- Names, as they came: sealed to the county's key, opened by who may and for a reason.
CREATE TABLE county_sealed (
	return INTEGER NOT NULL REFERENCES county_return(id),
	name TEXT NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (return, name)
) STRICT, WITHOUT ROWID;
CREATE LEDGER county_typed (
	month TEXT NOT NULL,
	station INTEGER REFERENCES county_station(id),
	figure TEXT NOT NULL,
	numerator INTEGER NOT NULL,
	denominator INTEGER,
	origin TEXT NOT NULL,                  -- who said so
	note TEXT
) STRICT;
