-- Above a county: what its packages say (wubao county export --package), in PostgreSQL 12 or newer.
-- psql -f postgresql.sql makes the schema wubao, over one that is there too; load-postgresql loads packages, in any order
-- and as often as one likes. Then the same three reports as wubao county report and league:
--
--	SELECT * FROM wubao.report('month', '2026-10-01', 1, 'station');   -- a month; 3 a quarter, 12 a year
--	SELECT * FROM wubao.report('risk', '2026-01-01', 12, 'month');     -- month by month over all stations
--	SELECT * FROM wubao.league('2026-10-01');                          -- stations by every rate
--
-- Tables of a report: month, status, tests, risk, assignment, sweep. wubao.sheet(...) is a report as lines of the file
-- that wubao county report --csv writes. Sums are of numerators and denominators; no rate is ever averaged.
CREATE SCHEMA IF NOT EXISTS wubao;
SET search_path = wubao;

CREATE TABLE IF NOT EXISTS station (
	code text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	first_month date NOT NULL,
	last_month date,
	seq bigint NOT NULL                    -- of two the higher stands, in whatever order they came
);
-- goes, over months: sum; last: the last month's; people: sum, each person once a month; highest.
CREATE TABLE IF NOT EXISTS indicator (
	tab text COLLATE "C", no int NOT NULL, id text COLLATE "C",
	label text NOT NULL, goes text NOT NULL, writes text NOT NULL,
	numerator text COLLATE "C", denominator text COLLATE "C",    -- of a rate: ids of figures
	formula text,
	PRIMARY KEY (tab, id)
);
CREATE TABLE IF NOT EXISTS return (
	period date, station text COLLATE "C", number int,
	since int,                             -- the number its changes are against; NULL: it is whole
	digest text NOT NULL,
	PRIMARY KEY (period, station, number)
);
-- live: no later number of the month replaces it. denominator NULL: a number, no rate.
CREATE TABLE IF NOT EXISTS figure (
	period date, station text COLLATE "C", number int,
	tab text COLLATE "C", place text COLLATE "C", id text COLLATE "C",
	numerator bigint NOT NULL, denominator bigint,
	live boolean NOT NULL DEFAULT true,
	PRIMARY KEY (period, station, number, tab, place, id)
) PARTITION BY RANGE (period);
-- Typed in at the county from outside, signed by no station: in no sum, in lines of their own below the stations or months.
CREATE TABLE IF NOT EXISTS typed (
	uid text COLLATE "C" PRIMARY KEY,
	seq bigint NOT NULL,                   -- of two the higher stands
	period date NOT NULL,
	station text COLLATE "C",              -- that it is about; NULL: none
	id text COLLATE "C" NOT NULL,          -- of tab month
	source text COLLATE "C" NOT NULL,      -- who said so
	officer text,                          -- login at the county
	void boolean NOT NULL,
	numerator bigint NOT NULL, denominator bigint
);

CREATE OR REPLACE FUNCTION month_of(text) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT to_date(nullif($1, '') || '-01', 'YYYY-MM-DD') $$;
CREATE OR REPLACE FUNCTION months_on(date, int) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT ($1 + make_interval(months => $2))::date $$;

CREATE OR REPLACE FUNCTION partition_of(month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE IF NOT EXISTS wubao.%I PARTITION OF wubao.figure FOR VALUES FROM (%L) TO (%L)',
		'figure_' || to_char(month, 'YYYY_MM'), month, wubao.months_on(month, 1));
END $$;

-- ---- loading: stage(), a copy into each of the five, load() ----

CREATE OR REPLACE FUNCTION stage() RETURNS void LANGUAGE sql AS $$
CREATE TEMP TABLE in_station (code text, name text, first_month text, last_month text, seq bigint) ON COMMIT DROP;
CREATE TEMP TABLE in_indicator (tab text, no int, id text, label text, goes text, writes text, numerator text,
	denominator text, formula text) ON COMMIT DROP;
CREATE TEMP TABLE in_typed (uid text, seq bigint, period text, station text, id text, source text, officer text, state text,
	numerator bigint, denominator bigint) ON COMMIT DROP;
CREATE TEMP TABLE in_return (station text, period text, number int, scope text, since int, digest text) ON COMMIT DROP;
CREATE TEMP TABLE in_figure (station text, period text, number int, tab text, place text, id text, numerator bigint,
	denominator bigint) ON COMMIT DROP;
$$;

-- What is here stays; a return that is here and says something else is an error, and nothing of the package is loaded.
CREATE OR REPLACE FUNCTION load() RETURNS bigint LANGUAGE plpgsql
SET search_path = wubao, pg_temp SET client_min_messages = warning AS $$
DECLARE
	other text;
	loaded bigint;
BEGIN
	LOCK TABLE return IN SHARE ROW EXCLUSIVE MODE;
	SELECT format('%s %s %s', n.station, n.period, n.number) INTO other FROM in_return n
		JOIN return r ON r.station = n.station AND r.period = month_of(n.period) AND r.number = n.number
		WHERE r.digest <> n.digest LIMIT 1;
	IF other IS NOT NULL THEN
		RAISE EXCEPTION 'return % is here already and says something else', other;
	END IF;
	INSERT INTO station AS s SELECT code, name, month_of(first_month), month_of(last_month), seq FROM in_station
		ON CONFLICT (code) DO UPDATE SET name = excluded.name, first_month = excluded.first_month,
			last_month = excluded.last_month, seq = excluded.seq WHERE s.seq < excluded.seq;
	INSERT INTO indicator SELECT * FROM in_indicator ON CONFLICT (tab, id) DO UPDATE SET no = excluded.no,
		label = excluded.label, goes = excluded.goes, writes = excluded.writes, numerator = excluded.numerator,
		denominator = excluded.denominator, formula = excluded.formula;
	INSERT INTO typed AS t SELECT uid, seq, month_of(period), station, id, source, officer, state = 'void', numerator, denominator
		FROM in_typed ON CONFLICT (uid) DO UPDATE SET (seq, period, station, id, source, officer, void, numerator, denominator) =
			(excluded.seq, excluded.period, excluded.station, excluded.id, excluded.source, excluded.officer, excluded.void,
			excluded.numerator, excluded.denominator) WHERE t.seq < excluded.seq;
	PERFORM partition_of(m) FROM (SELECT DISTINCT month_of(period) AS m FROM in_return) AS months;

	CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT n.station, month_of(n.period) AS period, n.number, n.since, n.digest
		FROM in_return n WHERE NOT EXISTS (SELECT FROM return r WHERE r.station = n.station AND
			r.period = month_of(n.period) AND r.number = n.number);
	INSERT INTO return SELECT period, station, number, since, digest FROM fresh;
	INSERT INTO figure SELECT f.period, n.station, n.number, n.tab, n.place, n.id, n.numerator, n.denominator
		FROM in_figure n JOIN fresh f ON f.station = n.station AND f.number = n.number AND f.period = month_of(n.period);
	GET DIAGNOSTICS loaded = ROW_COUNT;

	-- Of a month with several numbers all anew, in whatever order they came: a whole one replaces all below it, changes
	-- the figures they name, at all their places.
	WITH several AS (
		SELECT period, station, max(number) FILTER (WHERE since IS NULL) AS whole FROM return
			WHERE (period, station) IN (SELECT period, station FROM fresh)
			GROUP BY period, station HAVING count(*) > 1
	), named AS (
		SELECT f.period, f.station, f.tab, f.id, max(f.number) AS newest, coalesce(max(s.whole), 0) AS whole
			FROM figure f JOIN several s USING (period, station) GROUP BY f.period, f.station, f.tab, f.id
	)
	UPDATE figure f SET live = f.number = n.newest AND f.number >= n.whole FROM named n
		WHERE f.period = n.period AND f.station = n.station AND f.tab = n.tab AND f.id = n.id AND
			f.live <> (f.number = n.newest AND f.number >= n.whole);
	RETURN loaded;
END $$;

-- ---- what is written ----

CREATE OR REPLACE FUNCTION say(writes text, n bigint, d bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE
	WHEN n IS NULL THEN ''
	WHEN writes = 'whole' THEN n::text
	WHEN writes = 'hundredths' THEN
		CASE WHEN n < 0 THEN '-' ELSE '' END || abs(n) / 100 || '.' || lpad((abs(n) % 100)::text, 2, '0')
	WHEN d = 0 THEN '—'
	WHEN writes = 'percent' THEN (2000 * n + d) / (2 * d) / 10 || '.' || (2000 * n + d) / (2 * d) % 10 || '%'
	WHEN writes = 'mean' THEN ((2 * n + d) / (2 * d))::text
	ELSE wubao.say('hundredths', (CASE writes WHEN 'thousand' THEN 20000000 ELSE 2 END * n + d) / (2 * d), NULL)
END $$;

-- How many stations were to return a month, and did.
CREATE OR REPLACE FUNCTION returned(first date, months int) RETURNS TABLE (period date, wanted bigint, sent bigint)
LANGUAGE sql STABLE SET search_path = wubao AS $$
SELECT m::date,
	(SELECT count(*) FROM station WHERE first_month <= m AND (last_month IS NULL OR m <= last_month)),
	(SELECT count(DISTINCT station) FROM return r WHERE r.period = m)
FROM generate_series(first, months_on(first, months - 1), interval '1 month') AS m;
$$;

-- ---- the reports ----

-- Rows are stations or months ("by"), the last, key NULL, is all together; every indicator of each, blank where nobody
-- returned it. A standing number is that of the last month that has any; month by month each month's own. What was typed in
-- has a row for each source, its key '* ' and the source; it is in no sum.
CREATE OR REPLACE FUNCTION report(tab text, first date, months int, by text)
RETURNS TABLE (key text, name text, no int, id text, numerator bigint, denominator bigint, value text)
LANGUAGE sql STABLE SET search_path = wubao AS $$
WITH span AS (
	SELECT coalesce(max(period), months_on(first, months - 1)) AS last FROM return
		WHERE period BETWEEN first AND months_on(first, months - 1)
), said AS (
	SELECT * FROM typed WHERE report.tab = 'month' AND NOT void AND period BETWEEN first AND months_on(first, months - 1)
), cell AS (
	SELECT CASE report.by WHEN 'month' THEN to_char(f.period, 'YYYY-MM') ELSE f.station END COLLATE "C" AS key, i.no,
		i.goes = 'highest' AS most, f.numerator AS n, f.denominator AS d, i.goes <> 'last' OR f.period = span.last AS stands
	FROM span, figure f JOIN indicator i ON i.tab = f.tab AND i.id = f.id JOIN station s ON s.code = f.station
	WHERE f.tab = report.tab AND f.place = '*' AND f.live AND f.period BETWEEN first AND months_on(first, months - 1)
), sums AS (
	SELECT key, no, CASE WHEN most THEN max(n) ELSE sum(n) END::bigint AS n, coalesce(sum(d), 0)::bigint AS d
		FROM cell WHERE stands OR report.by = 'month' GROUP BY key, no, most
	UNION ALL
	SELECT '', no, CASE WHEN most THEN max(n) ELSE sum(n) END::bigint, coalesce(sum(d), 0)::bigint
		FROM cell WHERE stands GROUP BY no, most
	UNION ALL
	SELECT '* ' || source, no, CASE WHEN goes = 'highest' THEN max(t.numerator) ELSE sum(t.numerator) END::bigint,
			coalesce(sum(t.denominator), 0)::bigint
		FROM span, said t JOIN indicator i ON i.tab = report.tab AND i.id = t.id
		WHERE goes <> 'last' OR t.period = span.last GROUP BY source, no, goes
), rows AS (
	SELECT code AS key, station.name FROM station WHERE report.by = 'station'
	UNION ALL
	SELECT to_char(m, 'YYYY-MM'), to_char(m, 'YYYY-MM')
		FROM generate_series(first, months_on(first, months - 1), interval '1 month') AS m WHERE report.by = 'month'
	UNION ALL
	SELECT DISTINCT '* ' || source, source FROM said JOIN indicator i ON i.tab = report.tab AND i.id = said.id
	UNION ALL
	SELECT '', '合计'
)
SELECT nullif(r.key, ''), r.name, i.no, i.id, c.n, c.d, say(i.writes, c.n, c.d)
	FROM rows r CROSS JOIN indicator i LEFT JOIN sums c ON c.key = r.key AND c.no = i.no
	WHERE i.tab = report.tab;
$$;

-- The lines of wubao county report --csv: code, name, the indicators; a rate is three, itself and both its numbers.
CREATE OR REPLACE FUNCTION sheet(tab text, first date, months int, by text) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = wubao AS $$
SELECT coalesce(CASE WHEN r.key LIKE '* %' THEN '*' WHEN sheet.by = 'station' THEN r.key ELSE CASE WHEN r.key IS NOT NULL THEN '' END END,
		(SELECT string_agg(sent || '/' || wanted, ' ' ORDER BY period) FROM returned(first, months)
			WHERE period <= coalesce((SELECT max(period) FROM return
				WHERE return.period BETWEEN first AND months_on(first, months - 1)), 'infinity'))) ||
	',' || CASE WHEN r.name ~ '[",]' THEN '"' || replace(r.name, '"', '""') || '"' ELSE r.name END || ',' ||
	string_agg(r.value || CASE WHEN i.numerator IS NULL THEN '' ELSE
		',' || say(n.writes, r.numerator, NULL) || ',' || say(d.writes, r.denominator, NULL) END, ',' ORDER BY r.no)
FROM report(sheet.tab, first, months, sheet.by) r JOIN indicator i ON i.tab = sheet.tab AND i.id = r.id
	LEFT JOIN indicator n ON n.tab = i.tab AND n.id = i.numerator
	LEFT JOIN indicator d ON d.tab = i.tab AND d.id = i.denominator
GROUP BY r.key, r.name ORDER BY r.key LIKE '* %', r.key COLLATE "C" NULLS LAST;
$$;

-- Stations by every rate: the greatest first, equal ones alike; without a rank who has a denominator below 10. change is
-- against the month before, of all together only where as many stations returned. In the order of the county's list.
CREATE OR REPLACE FUNCTION league(month date)
RETURNS TABLE (label text, rank bigint, code text, station text, value text, pair text, change text, formula text, id text)
LANGUAGE sql STABLE SET search_path = wubao AS $$
WITH now AS (
	SELECT r.*, r.key NOT LIKE '* %' AND r.denominator >= 10 AS ranks
		FROM report('month', month, 1, 'station') r JOIN indicator i ON i.tab = 'month' AND i.id = r.id
		WHERE i.numerator IS NOT NULL
), same AS (
	SELECT count(DISTINCT sent) = 1 AS many FROM returned(months_on(month, -1), 2)
), both_months AS (
	SELECT n.*, n.key LIKE '* %' AS typed, i.writes, i.label, i.formula, i.numerator AS over, i.denominator AS under, t.times,
		CASE WHEN n.denominator > 0 AND b.denominator > 0 AND (n.key NOT LIKE '* %' OR n.key IS NULL AND same.many) THEN
			(2 * t.times * n.numerator + n.denominator) / (2 * n.denominator) -
			(2 * t.times * b.numerator + b.denominator) / (2 * b.denominator) END AS rose,
		CASE WHEN n.ranks THEN rank() OVER (PARTITION BY n.no, n.ranks
			ORDER BY n.numerator::float8 / nullif(n.denominator, 0) DESC) END AS place
	FROM same, now n JOIN indicator i ON i.tab = 'month' AND i.id = n.id
		LEFT JOIN report('month', months_on(month, -1), 1, 'station') b
			ON coalesce(b.key, '') = coalesce(n.key, '') AND b.no = n.no
		CROSS JOIN LATERAL (SELECT CASE i.writes WHEN 'percent' THEN 1000 WHEN 'thousand' THEN 10000000 ELSE 1 END) t(times)
)
SELECT m.label, m.place, CASE WHEN m.typed THEN '*' ELSE coalesce(m.key, '') END, m.name, CASE WHEN m.denominator > 0 THEN rtrim(m.value, '%') ELSE '' END,
	CASE WHEN m.numerator IS NULL THEN '' ELSE say(n.writes, m.numerator, NULL) || '/' || say(d.writes, m.denominator, NULL) END,
	coalesce(CASE sign(m.rose) WHEN 1 THEN '+' WHEN -1 THEN '-' ELSE '' END || CASE
		WHEN m.writes = 'percent' THEN abs(m.rose) / 10 || '.' || abs(m.rose) % 10
		ELSE say(CASE m.writes WHEN 'mean' THEN 'whole' ELSE 'hundredths' END, abs(m.rose), NULL) END, ''),
	m.formula, m.id
FROM both_months m LEFT JOIN indicator n ON n.tab = 'month' AND n.id = m.over
	LEFT JOIN indicator d ON d.tab = 'month' AND d.id = m.under
ORDER BY m.no, m.place NULLS LAST, m.typed, m.key COLLATE "C" NULLS LAST;
$$;
