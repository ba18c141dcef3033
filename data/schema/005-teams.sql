-- Help teams (rules 7.1, 7.4): who stands in them, and who holds which of the five packages for
-- whom.

CREATE TABLE contact (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	ver INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	recorded_by INTEGER REFERENCES officer(id),
	import_id INTEGER REFERENCES import_log(id),
	source TEXT NOT NULL,
	voided_at INTEGER,
	voided_by INTEGER REFERENCES officer(id),
	void_reason TEXT,
	name TEXT NOT NULL,
	kind TEXT,
	unit TEXT,
	phone TEXT,
	note TEXT
) STRICT;
CREATE UNIQUE INDEX contact_by_name ON contact(name, coalesce(unit, '')) WHERE voided_at IS NULL;

-- A member is a contact or an officer of the station, never both.
CREATE TABLE team_member (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	ver INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	recorded_by INTEGER REFERENCES officer(id),
	import_id INTEGER REFERENCES import_log(id),
	source TEXT NOT NULL,
	voided_at INTEGER,
	voided_by INTEGER REFERENCES officer(id),
	void_reason TEXT,
	team INTEGER NOT NULL REFERENCES help_team(id),
	role TEXT NOT NULL,
	contact INTEGER REFERENCES contact(id),
	officer INTEGER REFERENCES officer(id),
	since TEXT CHECK (since IS date(since, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	letter_no TEXT,
	letter_on TEXT CHECK (letter_on IS date(letter_on, '+0 days')),
	note TEXT,
	CHECK ((contact IS NULL) <> (officer IS NULL)),
	CHECK (until IS NULL OR since IS NULL OR until >= since)
) STRICT;
CREATE INDEX team_member_by_team ON team_member(team, id);
CREATE UNIQUE INDEX team_member_now ON team_member(team, role, coalesce(contact, 0), coalesce(officer, 0))
	WHERE voided_at IS NULL AND until IS NULL;

CREATE VIEW member_named AS
SELECT m.id, m.team, m.role, m.contact, m.officer, coalesce(c.name, o.name) AS name, m.since, m.until, m.letter_on
FROM team_member m LEFT JOIN contact c ON c.id = m.contact LEFT JOIN officer o ON o.id = m.officer
WHERE m.voided_at IS NULL;

-- Package 'lead' is the person in charge. One holder of a package at a time: two rows of it may not share a day.
CREATE TABLE duty (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26),
	ver INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	recorded_by INTEGER REFERENCES officer(id),
	import_id INTEGER REFERENCES import_log(id),
	source TEXT NOT NULL,
	voided_at INTEGER,
	voided_by INTEGER REFERENCES officer(id),
	void_reason TEXT,
	resident INTEGER NOT NULL REFERENCES resident(id),
	package TEXT NOT NULL,
	member INTEGER NOT NULL REFERENCES team_member(id),
	since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
	until TEXT CHECK (until IS date(until, '+0 days')),
	confirmed TEXT,
	note TEXT,
	CHECK (until IS NULL OR until >= since)
) STRICT;
CREATE INDEX duty_by_resident ON duty(resident, package, since);
CREATE INDEX duty_by_member ON duty(member);
CREATE UNIQUE INDEX duty_now ON duty(resident, package) WHERE voided_at IS NULL AND until IS NULL;

CREATE TRIGGER duty_one_more BEFORE INSERT ON duty WHEN NEW.voided_at IS NULL AND EXISTS (
	SELECT 1 FROM duty d WHERE d.resident = NEW.resident AND d.package = NEW.package AND d.voided_at IS NULL
		AND d.since <= coalesce(NEW.until, '9999-12-31') AND coalesce(d.until, '9999-12-31') >= NEW.since)
BEGIN
	SELECT RAISE(ABORT, 'two holders of one package on one day');
END;
CREATE TRIGGER duty_one_changed BEFORE UPDATE ON duty WHEN NEW.voided_at IS NULL AND EXISTS (
	SELECT 1 FROM duty d WHERE d.resident = NEW.resident AND d.package = NEW.package AND d.voided_at IS NULL
		AND d.id <> NEW.id AND d.since <= coalesce(NEW.until, '9999-12-31')
		AND coalesce(d.until, '9999-12-31') >= NEW.since)
BEGIN
	SELECT RAISE(ABORT, 'two holders of one package on one day');
END;
