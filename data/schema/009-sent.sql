-- Months as they were sent to the county: number 0 is the first, a correction is the next number and holds only the
-- figures that changed. Nothing here is ever computed again or changed; people stand by uid only, so that names follow
-- what may be shown today.

CREATE TABLE sent (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	month TEXT NOT NULL CHECK (month IS date(month, 'start of month')), -- its first day
	no INTEGER NOT NULL CHECK (no >= 0),
	seq INTEGER NOT NULL,             -- of the audit row that says so
	sent_at INTEGER NOT NULL,         -- real milliseconds UTC
	sent_by INTEGER NOT NULL REFERENCES officer(id),
	as_of TEXT NOT NULL CHECK (as_of IS date(as_of, '+0 days')),
	station TEXT NOT NULL,            -- its name then
	anchor TEXT NOT NULL,             -- head of the audit before it
	note TEXT,
	digest TEXT NOT NULL CHECK (length(digest) = 64), -- BLAKE2b over the rows below; the audit row has it too
	UNIQUE (month, no)
) STRICT;

-- The villages by their names then. '' is the whole station, '-' who has no village.
CREATE TABLE sent_place (
	sent INTEGER NOT NULL REFERENCES sent(id),
	position INTEGER NOT NULL,
	uid TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (sent, position),
	UNIQUE (sent, uid)
) STRICT, WITHOUT ROWID;

-- A place that is not named counts 0. denominator NULL: a number, not a rate.
CREATE TABLE sent_figure (
	sent INTEGER NOT NULL REFERENCES sent(id),
	position INTEGER NOT NULL,
	figure TEXT NOT NULL,
	place TEXT NOT NULL,
	numerator INTEGER NOT NULL,
	denominator INTEGER,
	PRIMARY KEY (sent, position),
	UNIQUE (sent, figure, place)
) STRICT, WITHOUT ROWID;

-- The people behind a number, and how much each gave to it.
CREATE TABLE sent_person (
	sent INTEGER NOT NULL REFERENCES sent(id),
	figure TEXT NOT NULL,
	uid TEXT NOT NULL CHECK (length(uid) = 26),
	place TEXT NOT NULL,
	value INTEGER NOT NULL,
	PRIMARY KEY (sent, figure, uid)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sent_in_order BEFORE INSERT ON sent
WHEN NEW.no IS NOT (SELECT coalesce(max(no) + 1, 0) FROM sent WHERE month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'the numbers of a month have no gap'); END;

CREATE TRIGGER sent_no_update BEFORE UPDATE ON sent
BEGIN SELECT RAISE(ABORT, 'a month once sent is never changed'); END;
CREATE TRIGGER sent_no_delete BEFORE DELETE ON sent
BEGIN SELECT RAISE(ABORT, 'a month once sent is never deleted'); END;
CREATE TRIGGER sent_place_no_update BEFORE UPDATE ON sent_place
BEGIN SELECT RAISE(ABORT, 'a month once sent is never changed'); END;
CREATE TRIGGER sent_place_no_delete BEFORE DELETE ON sent_place
BEGIN SELECT RAISE(ABORT, 'a month once sent is never deleted'); END;
CREATE TRIGGER sent_figure_no_update BEFORE UPDATE ON sent_figure
BEGIN SELECT RAISE(ABORT, 'a month once sent is never changed'); END;
CREATE TRIGGER sent_figure_no_delete BEFORE DELETE ON sent_figure
BEGIN SELECT RAISE(ABORT, 'a month once sent is never deleted'); END;
CREATE TRIGGER sent_person_no_update BEFORE UPDATE ON sent_person
BEGIN SELECT RAISE(ABORT, 'a month once sent is never changed'); END;
CREATE TRIGGER sent_person_no_delete BEFORE DELETE ON sent_person
BEGIN SELECT RAISE(ABORT, 'a month once sent is never deleted'); END;

-- Whoever a number counted, found by uid: a sealed person is a number there, a void one is no longer on file.
CREATE VIEW resident_numbered AS
SELECT id, uid, sealed FROM resident WHERE voided_at IS NULL;
