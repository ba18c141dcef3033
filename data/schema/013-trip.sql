-- Sheets for a round on foot: who stands on each and in which order, so that what was seen is entered in that order.
CREATE TABLE trip (
	id INTEGER PRIMARY KEY,                -- the number printed on the sheet
	officer INTEGER REFERENCES officer(id),
	day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
	made_at INTEGER NOT NULL               -- real milliseconds UTC
) STRICT;
CREATE INDEX trip_by_officer ON trip(officer, id);

CREATE TABLE trip_line (
	trip INTEGER NOT NULL REFERENCES trip(id),
	position INTEGER NOT NULL CHECK (position > 0),
	resident INTEGER NOT NULL REFERENCES resident(id),
	PRIMARY KEY (trip, position)
) STRICT, WITHOUT ROWID;
