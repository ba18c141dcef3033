-- What goes to the county and comes back from it, and the county's own side: the same program over a database of its
-- own.

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
-- live: no later number of the same month replaces it. A number without denominator is no rate.
CREATE TABLE county_figure (
	return INTEGER NOT NULL REFERENCES county_return(id),
	position INTEGER NOT NULL,
	tab INTEGER NOT NULL,
	place INTEGER NOT NULL REFERENCES county_place(id),
	figure INTEGER NOT NULL REFERENCES county_word(id),
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
