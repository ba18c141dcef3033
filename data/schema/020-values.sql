-- One truth for what changes in time: a person's risk, control state, work, village and team on a day are those of the
-- newest dated record up to it. Fields a form took out are named.
ALTER TABLE stated ADD COLUMN cleared TEXT;

-- Each value said of a person, by day. rank tells values of one day apart: what was said, then the register's own record,
-- then what was said after that. What stood in the file when it was opened has held from the beginning (day 1900-01-01;
-- of several the oldest). A job that ended is no job from the next day on, unless another word was said meanwhile.
CREATE VIEW person_value AS
SELECT resident, 'risk' AS field, level AS value, NULL AS second, occurred AS day, 1 AS rank, id
FROM assessment WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'control', control, NULL, occurred, 1, id FROM control_change WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'job', job, workplace, occurred, 1, id FROM employment WHERE voided_at IS NULL
UNION ALL
SELECT resident, 'job', 'none', NULL, date(until, '+1 day'), 1, id FROM employment e WHERE voided_at IS NULL
AND until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM employment n WHERE n.resident = e.resident AND n.voided_at IS NULL
	AND n.id <> e.id AND n.occurred BETWEEN e.occurred AND date(e.until, '+1 day')
	AND (n.occurred > e.occurred OR n.id > e.id))
AND NOT EXISTS (SELECT 1 FROM stated n WHERE n.resident = e.resident AND n.voided_at IS NULL
	AND (n.job IS NOT NULL OR instr(',' || n.cleared || ',', ',job,'))
	AND n.occurred > e.occurred AND n.occurred <= date(e.until, '+1 day'))
UNION ALL
SELECT resident, 'risk', risk, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (risk IS NOT NULL OR instr(',' || cleared || ',', ',risk,'))
UNION ALL
SELECT resident, 'control', control, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (control IS NOT NULL OR instr(',' || cleared || ',', ',control,'))
UNION ALL
SELECT resident, 'job', job, workplace, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (job IS NOT NULL OR workplace IS NOT NULL OR instr(',' || cleared || ',', ',job,'))
UNION ALL
SELECT resident, 'place', place, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (place IS NOT NULL OR instr(',' || cleared || ',', ',place,'))
UNION ALL
SELECT resident, 'team', team, NULL, occurred, 2 * (holds IS 'yes'), id FROM stated WHERE voided_at IS NULL
AND (team IS NOT NULL OR instr(',' || cleared || ',', ',team,'))
UNION ALL
SELECT s.resident, f.field, CASE f.field WHEN 'risk' THEN risk WHEN 'control' THEN control WHEN 'job' THEN job
	WHEN 'place' THEN place ELSE team END, CASE f.field WHEN 'job' THEN workplace END, '1900-01-01',
	-unixepoch(occurred), -id
FROM stated s, (SELECT 'risk' AS field UNION ALL SELECT 'control' UNION ALL SELECT 'job' UNION ALL SELECT 'place'
	UNION ALL SELECT 'team') f
WHERE voided_at IS NULL AND basis = 'first';

-- What stood in the files so far. The first value of a field is what its oldest change found, else the present one.
CREATE TEMP TABLE first_value AS
SELECT record, field, old_value AS value FROM history h WHERE table_name = 'resident'
AND field IN ('risk', 'control', 'job', 'workplace', 'place', 'team') AND ver = (SELECT min(ver) FROM history x
	WHERE x.table_name = h.table_name AND x.record = h.record AND x.field = h.field);
INSERT INTO stated (uid, ver, seq, recorded_at, recorded_by, import_id, source, resident, occurred, basis,
	risk, control, job, workplace, place, team)
SELECT NEW_UID, 1, seq, recorded_at, recorded_by, import_id, source, id,
	date(recorded_at / 1000, 'unixepoch', '+8 hours'), 'first',
	iif(a.record, a.value, risk), iif(b.record, b.value, control), iif(c.record, c.value, job),
	iif(d.record, d.value, workplace), iif(e.record, CAST(e.value AS INTEGER), place),
	iif(f.record, CAST(f.value AS INTEGER), team)
FROM resident r LEFT JOIN first_value a ON a.record = r.id AND a.field = 'risk'
LEFT JOIN first_value b ON b.record = r.id AND b.field = 'control'
LEFT JOIN first_value c ON c.record = r.id AND c.field = 'job'
LEFT JOIN first_value d ON d.record = r.id AND d.field = 'workplace'
LEFT JOIN first_value e ON e.record = r.id AND e.field = 'place'
LEFT JOIN first_value f ON f.record = r.id AND f.field = 'team';
DROP TABLE first_value;

-- Moves between villages and teams since, on the days they were entered.
INSERT INTO stated (uid, ver, seq, recorded_at, recorded_by, source, resident, occurred, basis, place, team, cleared, holds)
SELECT NEW_UID, 1, seq, time, officer, 'typed', record, date(time / 1000, 'unixepoch', '+8 hours'), 'form',
	iif(field = 'place', now, NULL), iif(field = 'team', now, NULL), iif(now IS NULL, field, NULL), 'yes'
FROM (SELECT h.record, h.field, h.seq, a.time, a.officer, CAST(iif(lead(h.ver) OVER moves IS NULL,
		iif(h.field = 'place', r.place, r.team), lead(h.old_value) OVER moves) AS INTEGER) AS now
	FROM history h JOIN audit a ON a.seq = h.seq JOIN resident r ON r.id = h.record
	WHERE h.table_name = 'resident' AND h.field IN ('place', 'team')
	WINDOW moves AS (PARTITION BY h.record, h.field ORDER BY h.ver))
ORDER BY seq;

-- Where the list said another thing than the newest record: what was typed last holds, from the day it was.
CREATE TEMP TABLE present_value AS
SELECT resident, field, value, row_number() OVER (PARTITION BY resident, field ORDER BY day DESC, rank DESC, id DESC) AS n
FROM person_value WHERE field IN ('risk', 'control', 'job');
INSERT INTO stated (uid, ver, seq, recorded_at, recorded_by, source, resident, occurred, basis, risk, control, job, workplace,
	cleared, holds)
SELECT NEW_UID, 1, r.seq, a.time, a.officer, 'typed', r.id, max(v.day, date(a.time / 1000, 'unixepoch', '+8 hours')), 'form',
	iif(v.field = 'risk', now, NULL), iif(v.field = 'control', now, NULL), iif(v.field = 'job', now, NULL),
	iif(v.field = 'job', r.workplace, NULL), iif(now IS NULL, v.field, NULL), 'yes'
FROM (SELECT p.resident, p.field, p.value, (SELECT max(day) FROM person_value d WHERE d.resident = p.resident
		AND d.field = p.field) AS day, CASE p.field WHEN 'risk' THEN r.risk WHEN 'control' THEN r.control ELSE r.job END
		AS now
	FROM present_value p JOIN resident r ON r.id = p.resident WHERE p.n = 1) v
JOIN resident r ON r.id = v.resident JOIN audit a ON a.seq = r.seq
WHERE v.value IS NOT v.now;
DROP TABLE present_value;
