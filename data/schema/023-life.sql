-- The whole life of a file, and the station's other registers.

-- The station's own registers (chapter 15): they hang on nobody.
CREATE LEDGER org (
	name TEXT,
	kind TEXT,
	place INTEGER REFERENCES place(id),
	under INTEGER REFERENCES org(id),
	contact TEXT,
	phone TEXT,
	address TEXT,
	since TEXT,
	until TEXT,
	capacity INTEGER,
	posts INTEGER,
	agreed TEXT,
	agreed_until TEXT,
	level TEXT,
	pupils INTEGER,
	registered INTEGER,
	connected TEXT,
	rooms INTEGER,
	equipment TEXT,
	staff_count INTEGER,
	population INTEGER,
	note TEXT
) STRICT;
CREATE LEDGER staff (
	name TEXT,
	kind TEXT,
	post TEXT,
	full_time TEXT,
	org INTEGER REFERENCES org(id),
	since TEXT,
	until TEXT,
	certificate TEXT,
	trained_on TEXT,
	phone TEXT,
	note TEXT
) STRICT;
CREATE LEDGER drive_unit (
	name TEXT,
	kind TEXT,
	place INTEGER REFERENCES place(id),
	applied TEXT,
	inspected TEXT,
	named TEXT,
	renewed TEXT,
	withdrawn TEXT,
	paper TEXT,
	note TEXT
) STRICT;
-- A session: a lecture, a course, a meeting. The name `session` is that of who is logged in.
CREATE LEDGER activity (
	occurred TEXT,
	kind TEXT,
	title TEXT,
	theme TEXT,
	place_text TEXT,
	org INTEGER REFERENCES org(id),
	grade TEXT,
	held_by TEXT,
	hours INTEGER,
	sessions INTEGER,
	people INTEGER,
	planned_sessions INTEGER,
	planned_people INTEGER,
	materials INTEGER,
	cost INTEGER,
	minutes TEXT,
	decided TEXT,
	note TEXT
) STRICT;
CREATE LEDGER check_round (
	title TEXT,
	kind TEXT,
	since TEXT,
	until TEXT,
	place INTEGER REFERENCES place(id),
	households INTEGER,
	checked INTEGER,
	people INTEGER,
	people_checked INTEGER,
	found INTEGER,
	taken_on INTEGER,
	finished TEXT,
	note TEXT
) STRICT;
-- A person who got or sold something stands by the file number alone, so that no name lies here.
CREATE LEDGER money_entry (
	occurred TEXT,
	account TEXT,
	way TEXT,
	amount INTEGER,
	purpose TEXT,
	goods TEXT,
	quantity INTEGER,
	measured TEXT,
	file_no TEXT,
	household TEXT,
	org INTEGER REFERENCES org(id),
	paper TEXT,
	handler TEXT,
	short_because TEXT,
	note TEXT
) STRICT;
CREATE INDEX money_by_account ON money_entry(account, occurred);
CREATE LEDGER place_value (
	what TEXT,
	item TEXT,
	since TEXT,
	until TEXT,
	place INTEGER REFERENCES place(id),
	reached INTEGER,
	most INTEGER,
	sample INTEGER,
	origin TEXT,
	note TEXT
) STRICT;
CREATE LEDGER task (
	what TEXT,
	who TEXT,
	until TEXT,
	activity INTEGER REFERENCES activity(id),
	done_on TEXT,
	outcome TEXT,
	note TEXT
) STRICT;
