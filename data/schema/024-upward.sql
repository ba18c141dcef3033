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
