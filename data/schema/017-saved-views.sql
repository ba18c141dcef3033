-- What an officer keeps of a list: filter, order, columns and the list's own conditions under a name and a digit. Theirs
-- alone; nothing of it is a record of a resident, and no ends of numbers are kept (model/saved_view.h).
CREATE TABLE saved_view (
	id INTEGER PRIMARY KEY,
	officer INTEGER NOT NULL REFERENCES officer(id),
	list TEXT NOT NULL,                -- the screen
	digit INTEGER NOT NULL CHECK (digit BETWEEN 0 AND 9), -- 0: how the list comes up
	name TEXT NOT NULL,
	conditions TEXT NOT NULL,          -- the screen's own
	filter TEXT NOT NULL,
	ordered TEXT NOT NULL,             -- "name,-place"
	columns TEXT NOT NULL,             -- "name,place"; '': as the program has them
	saved_at INTEGER NOT NULL,         -- real milliseconds UTC
	UNIQUE (officer, list, digit)
) STRICT;
