-- Above a county: what its packages say (wubao county export --package), in ClickHouse. clickhouse-client -n < clickhouse.sql
-- makes the database wubao. Then, of each package whose signature and SHA-256 were checked (as load-postgresql does), in any
-- order and as often as one likes:
--
--	tar -xf county-2026-10-1.tar
--	for t in stations indicators typed returns figures; do
--		tail -n +2 data/$t.csv | tr -d '\r' | sed 's/,$/,\\N/; s/,full,,/,full,\\N,/' |
--			clickhouse-client -q "INSERT INTO wubao.${t%s} FORMAT CSV"
--	done
--	clickhouse-client -q 'SELECT * FROM wubao.conflict'     -- none, or two returns under one number: ask the county
--
-- What came twice is one line (ReplacingMergeTree by the key; FINAL in the views). The three reports, each of a month
-- ('2026-10'), a quarter ('2026-4') or a year ('2026'); numerators and denominators are added, no rate is ever averaged:
--
--	SELECT * FROM wubao.report WHERE span = '2026-4' AND tab = 'month' ORDER BY station, no     -- station '': together
--	SELECT * FROM wubao.report WHERE kind = 'month' AND span LIKE '2026-%' AND station = '' ORDER BY span, tab, no
--	SELECT * FROM wubao.typed FINAL WHERE period = '2026-10' AND state = 'stands'   -- typed in from outside: in no sum
--	SELECT * FROM wubao.league WHERE span = '2026-10' ORDER BY no, rank = 0, rank, station      -- rank 0: too few to rank
--
-- Written for 18.16, which Debian has, so without window functions. PostgreSQL's are checked against the county's own cell by
-- cell (make check-postgres); these were compared with PostgreSQL's once, by hand: equal. Not in any check.
CREATE DATABASE IF NOT EXISTS wubao;

CREATE TABLE IF NOT EXISTS wubao.station (code String, name String, first_month String, last_month Nullable(String), seq UInt64)
	ENGINE = ReplacingMergeTree(seq) ORDER BY code;
CREATE TABLE IF NOT EXISTS wubao.indicator (tab String, no UInt32, id String, label String, goes String, writes String,
	numerator String, denominator String, formula String)
	ENGINE = ReplacingMergeTree ORDER BY (tab, id);
CREATE TABLE IF NOT EXISTS wubao.return (station String, period String, number UInt32, scope String, since Nullable(UInt32),
	digest String)
	ENGINE = ReplacingMergeTree PARTITION BY period ORDER BY (period, station, number, digest);
CREATE TABLE IF NOT EXISTS wubao.typed (uid String, seq UInt64, period String, station String, id String,
	source String, officer String, state String, numerator Int64, denominator Nullable(Int64))
	ENGINE = ReplacingMergeTree(seq) ORDER BY uid;
-- denominator NULL: a number, no rate.
CREATE TABLE IF NOT EXISTS wubao.figure (station String, period String, number UInt32, tab String, place String, id String,
	numerator Int64, denominator Nullable(Int64))
	ENGINE = ReplacingMergeTree PARTITION BY period ORDER BY (period, station, number, tab, place, id);

CREATE VIEW IF NOT EXISTS wubao.conflict AS
SELECT station, period, number FROM wubao.return GROUP BY station, period, number HAVING uniqExact(digest) > 1;

-- What stands: the newest number that names a figure, at all its places, unless a later one is whole.
CREATE VIEW IF NOT EXISTS wubao.live AS
SELECT period, station, tab, place, id, numerator, denominator FROM wubao.figure FINAL
WHERE (period, station, tab, id, number) IN
		(SELECT period, station, tab, id, max(number) FROM wubao.figure GROUP BY period, station, tab, id)
	AND (period, station, number) IN (
		SELECT period, station, number FROM (SELECT period, station, number FROM wubao.return)
		ANY LEFT JOIN (
			SELECT period, station, maxIf(number, scope = 'full') AS whole FROM wubao.return GROUP BY period, station
		) USING (period, station) WHERE number >= whole);

-- Each number of a whole station, for its month, quarter and year, for itself and for all together; a standing one only in
-- the last month of these that has any return.
CREATE VIEW IF NOT EXISTS wubao.cell AS
SELECT tab, no, id, goes, writes, label, formula, numerator, denominator, arrayJoin([station, '']) AS station,
	arrayJoin([('month', period, 1), ('quarter', quarter, toUInt8(goes != 'last' OR period IN (
			SELECT max(period) FROM wubao.return GROUP BY substring(period, 1, 4), intDiv(toUInt8(substring(period, 6, 2)) + 2, 3)))),
		('year', substring(period, 1, 4), toUInt8(goes != 'last' OR period IN (
			SELECT max(period) FROM wubao.return GROUP BY substring(period, 1, 4))))]) AS of
FROM (
	SELECT period, station, tab, id, numerator, ifNull(denominator, 0) AS denominator,
		concat(substring(period, 1, 5), toString(intDiv(toUInt8(substring(period, 6, 2)) + 2, 3))) AS quarter
	FROM wubao.live WHERE place = '*' AND station IN (SELECT code FROM wubao.station)
) ANY INNER JOIN (
	SELECT tab, id, no, goes, writes, label, formula FROM wubao.indicator FINAL
) USING (tab, id);

CREATE VIEW IF NOT EXISTS wubao.report AS
SELECT kind, span, station, tab, no, id, label, writes, formula, numerator, denominator,
	multiIf(writes = 'whole', toString(numerator),
		writes = 'hundredths', concat(if(numerator < 0, '-', ''), toString(intDiv(abs(numerator), 100)), '.',
			substring(toString(100 + abs(numerator) % 100), 2)),
		denominator = 0, '—',
		writes = 'percent', concat(toString(intDiv(parts, 10)), '.', toString(parts % 10), '%'),
		writes = 'mean', toString(parts),
		concat(toString(intDiv(parts, 100)), '.', substring(toString(100 + parts % 100), 2))) AS value
FROM (
	SELECT of.1 AS kind, of.2 AS span, station, tab, no, id, any(c.label) AS label, any(c.writes) AS writes,
		any(c.formula) AS formula,
		if(any(goes) = 'highest', max(c.numerator), sum(c.numerator)) AS numerator, sum(c.denominator) AS denominator,
		intDiv(2 * multiIf(writes = 'percent', 1000, writes = 'thousand', 10000000, 1) * numerator + denominator,
			if(denominator = 0, 1, 2 * denominator)) AS parts
	FROM wubao.cell AS c WHERE of.3 GROUP BY kind, span, station, tab, no, id
);

-- By the greatest, equal ones alike; without a rank who has a denominator below 10.
CREATE VIEW IF NOT EXISTS wubao.league AS
SELECT span, no, id, label, station, numerator, denominator, value, formula,
	if(station != '' AND denominator >= 10, indexOf(sorted, numerator / denominator), 0) AS rank
FROM (
	SELECT span, no, id, label, station, numerator, denominator, value, formula FROM wubao.report
	WHERE tab = 'month' AND writes NOT IN ('whole', 'hundredths')
) ANY INNER JOIN (
	SELECT span, id, arrayReverseSort(groupArrayIf(numerator / denominator, station != '' AND denominator >= 10)) AS sorted
	FROM wubao.report WHERE tab = 'month' AND writes NOT IN ('whole', 'hundredths') GROUP BY span, id
) USING (span, id);
