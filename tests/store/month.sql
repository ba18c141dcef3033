-- The month's figures once more, in SQL by hand: shares nothing with the program but the tables and the words of the
-- formulas. One row an order, one column a figure of figure_table under its id: 0 or NULL where the order does not count.
-- Reads temp.period(first, last, as_of). The rhythms are those a station begins with (rules 4.2,
-- 4.3, 5.1, 5.2), the report deadline 15 days. tests/store/test_made_figures.c compares;
-- tests/bench measures the program against it.
WITH RECURSIVE
p AS (SELECT first, last, as_of, min(last, as_of) AS day FROM temp.period),
lines AS (
	SELECT order_id, state, since, row_number() OVER log AS n, lead(since) OVER log AS next
	FROM status_change WHERE voided_at IS NULL
	WINDOW log AS (PARTITION BY order_id ORDER BY since, state <> 'awaiting', id)
),
suspended AS (
	SELECT order_id, since AS a, date(next, '-1 day') AS b, row_number() OVER (PARTITION BY order_id ORDER BY n) AS n
	FROM lines WHERE state = 'suspended'
),
-- Orders made by then, with their start and months (rule 2.4; what is not said: by the dates as
-- written, else three years).
orders AS (
	SELECT o.id, o.resident, o.kind, o.state, o.ordered, o.reported, o.agreed, o.ended, o.term_end, o.taken_on,
		coalesce(o.term_start, CASE WHEN o.reported < coalesce(o.taken_on, '9999') THEN o.reported END) AS start,
		CASE WHEN o.taken_on IS NULL THEN coalesce(o.reported, o.term_start) ELSE max(o.reported, o.taken_on) END AS began,
		date(coalesce(o.taken_on, o.served, o.ordered), '+15 days') AS deadline, coalesce(o.deducted, 0) AS deducted,
		CASE WHEN o.months >= 1 THEN o.months
			WHEN o.term_start IS NULL OR o.term_end IS NULL OR o.term_end < o.term_start THEN 36
			ELSE (SELECT min(m.k) FROM months m WHERE m.k > 0 AND min(date(o.term_start, '+' || m.k || ' months'),
				date(o.term_start, 'start of month', '+' || (m.k + 1) || ' months', '-1 day')) >= o.term_end) END AS months,
		o.taken_from, o.doc_no, o.served, r.team, r.sex, r.birth, r.drug
	FROM treatment_order o JOIN resident r ON r.id = o.resident, p
	WHERE o.voided_at IS NULL AND r.voided_at IS NULL AND max(o.ordered, coalesce(o.taken_on, '')) <= p.day
),
months(k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM months WHERE k < 140),
-- The last day by the rules: whole months less a day (nothing less where the month has no such day), less what is deducted.
plain AS (
	SELECT id, start, max(start, date(whole, CASE WHEN substr(whole, 9) < substr(start, 9) THEN '+0 days' ELSE '-1 day' END,
		'-' || deducted || ' days')) AS last
	FROM (SELECT id, start, deducted, min(date(start, '+' || months || ' months'),
			date(start, 'start of month', '+' || (months + 1) || ' months', '-1 day')) AS whole
		FROM orders WHERE start IS NOT NULL AND term_end IS NULL)
),
-- Each suspension that is over and began within the term moves the end by its days (rule 2.11).
moved(id, start, last, n) AS (
	SELECT id, start, last, 0 FROM plain
	UNION ALL
	SELECT m.id, m.start, CASE WHEN s.b IS NOT NULL AND s.a <= m.last AND s.b >= max(s.a, m.start)
		THEN date(m.last, '+' || (CAST(julianday(s.b) - julianday(max(s.a, m.start)) AS INTEGER) + 1) || ' days')
		ELSE m.last END, s.n
	FROM moved m JOIN suspended s ON s.order_id = m.id AND s.n = m.n + 1
),
terms AS (
	SELECT id, start, last FROM (SELECT id, start, last, row_number() OVER (PARTITION BY id ORDER BY n DESC) AS newest FROM moved)
	WHERE newest = 1
	UNION ALL
	SELECT id, start, term_end FROM orders WHERE start IS NOT NULL AND term_end >= start
),
-- Which months of the term begin a window, and which one the next; beyond the third year its rhythm goes on.
rhythm AS (
	SELECT rhythm, k, lead(k) OVER (PARTITION BY rhythm ORDER BY k) AS next,
		row_number() OVER (PARTITION BY rhythm ORDER BY k) AS no FROM (
		SELECT 'detox' AS rhythm, k FROM months WHERE k < 12 OR (k < 24 AND k % 2 = 0) OR (k >= 24 AND k % 3 = 0)
		UNION ALL SELECT 'rehab 3', k FROM months WHERE (k < 12 AND k % 2 = 0) OR (k BETWEEN 12 AND 23 AND k % 3 = 0) OR (k >= 24 AND k % 6 = 0)
		UNION ALL SELECT 'rehab 2', k FROM months WHERE k % 2 = 0)
),
-- The windows that may end in the period; one of a single last day belongs to the one before.
cut AS (
	SELECT 'test' AS what, t.id, t.last AS ends, min(date(t.start, '+' || w.k || ' months'),
			date(t.start, 'start of month', '+' || (w.k + 1) || ' months', '-1 day')) AS a, w.k, w.no,
		min(date(t.start, '+' || w.next || ' months'),
			date(t.start, 'start of month', '+' || (w.next + 1) || ' months', '-1 day')) AS next
	FROM terms t JOIN orders o ON o.id = t.id JOIN p
		JOIN rhythm w ON w.rhythm = CASE WHEN o.kind = 'detox' THEN 'detox' WHEN o.months <= 24 THEN 'rehab 2' ELSE 'rehab 3' END
			AND w.k BETWEEN (substr(p.first, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.first, 6, 2) - substr(t.start, 6, 2) - 8
				AND (substr(p.day, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.day, 6, 2) - substr(t.start, 6, 2)
	WHERE t.start <= p.day AND t.last >= p.first
	-- Those of the visits: by calendar months, at the rhythm of the tests of a detox (rule 5.2).
	UNION ALL
	SELECT 'visit', t.id, t.last, CASE w.k WHEN 0 THEN t.start ELSE date(t.start, 'start of month', '+' || w.k || ' months') END, w.k, w.no,
		date(t.start, 'start of month', '+' || w.next || ' months')
	FROM terms t JOIN p JOIN rhythm w ON w.rhythm = 'detox'
		AND w.k BETWEEN (substr(p.first, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.first, 6, 2) - substr(t.start, 6, 2) - 8
			AND (substr(p.day, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.day, 6, 2) - substr(t.start, 6, 2)
	WHERE t.start <= p.day AND t.last >= p.first
),
windows AS MATERIALIZED (
	SELECT what, id, no, a, b FROM (SELECT what, id, no, a, CASE WHEN next >= ends THEN ends ELSE date(next, '-1 day') END AS b
		FROM cut WHERE a < ends OR (a = ends AND k = 0)), p
	WHERE b BETWEEN p.first AND p.day AND b < p.as_of
),
-- Days on which nobody is asked and why, 1 to 5 in the order in which one reason goes before another: suspension,
-- detention, prison, isolation (rule 4.20); illness excuses only where the county says so, which no station here does.
off AS (
	SELECT order_id, 1 AS why, a, coalesce(b, '9999-12-31') AS b FROM suspended
	UNION ALL
	SELECT order_id, CASE kind WHEN 'prison' THEN 3 WHEN 'isolation' THEN 4 ELSE 2 END, occurred, coalesce(until, '9999-12-31')
	FROM custody WHERE voided_at IS NULL AND order_id IS NOT NULL AND kind IN ('detained', 'arrested', 'prison', 'isolation')
),
days(day) AS MATERIALIZED (
	SELECT date(p.first, '-13 months') FROM p UNION ALL SELECT date(days.day, '+1 day') FROM days, p WHERE days.day < p.day
),
touched AS MATERIALIZED (
	SELECT w.what, w.id, w.a, w.b, off.why, off.a AS off_a, off.b AS off_b,
		CASE WHEN w.b BETWEEN off.a AND off.b THEN 9999
			ELSE julianday(min(off.b, w.b)) - julianday(max(off.a, w.a)) END AS held
	FROM windows w JOIN off ON off.order_id = w.id WHERE off.a <= w.b AND off.b >= w.a
),
excused AS (
	SELECT t.what, t.id, t.a, (SELECT x.why FROM touched x WHERE x.what = t.what AND x.id = t.id AND x.a = t.a
		ORDER BY x.held DESC, x.why LIMIT 1) AS why
	FROM touched t GROUP BY t.what, t.id, t.a, t.b
	HAVING max(t.b BETWEEN t.off_a AND t.off_b) OR 2 * (SELECT count(*) FROM days WHERE days.day BETWEEN t.a AND t.b AND EXISTS
		(SELECT 1 FROM touched x WHERE x.what = t.what AND x.id = t.id AND x.a = t.a AND days.day BETWEEN x.off_a AND x.off_b))
		> julianday(t.b) - julianday(t.a) + 1
),
tested AS MATERIALIZED (
	SELECT w.what, w.id, w.no, w.a, w.b, coalesce(e.why, 0) AS why,
		CASE WHEN w.what = 'visit' THEN EXISTS (SELECT 1 FROM visit v WHERE v.order_id = w.id AND v.voided_at IS NULL
			AND v.occurred BETWEEN w.a AND w.b AND v.met = 'found')
		ELSE EXISTS (SELECT 1 FROM drug_test t WHERE t.order_id = w.id AND t.voided_at IS NULL AND t.occurred BETWEEN w.a AND w.b
			AND t.result IN ('neg', 'pos') AND NOT (t.nature IS 'elsewhere' AND coalesce(t.review, 'passed') <> 'passed')) END AS done
	FROM windows w LEFT JOIN excused e ON e.what = w.what AND e.id = w.id AND e.a = w.a
),
-- The day the station counts from, and what its head said of windows of before it that hold no record (rule 4.23).
began AS (
	SELECT (SELECT value FROM setting WHERE key = 'station.began') AS day,
		coalesce((SELECT value FROM setting WHERE key = 'tests.before'), '') LIKE 'enter%' AS entered
),
-- A test in it: due and done, whatever covers it. Of another place, after the end or old: not asked for.
ended AS MATERIALIZED (
	SELECT t.what, t.id, t.a, t.done, CASE WHEN t.done THEN 0 ELSE t.why END AS why
	FROM tested t JOIN orders o ON o.id = t.id JOIN began
	WHERE t.b >= coalesce(o.taken_on, '') AND NOT (o.state NOT IN ('awaiting', 'executing', 'suspended')
			AND o.ended IS NOT NULL AND t.b > o.ended)
		AND (t.what = 'visit' OR began.entered OR t.done OR t.why OR t.b >= began.day OR EXISTS (SELECT 1 FROM missed_test m WHERE m.order_id = t.id
			AND m.voided_at IS NULL AND m.window_no = t.no))
),
counted AS (
	SELECT id, sum(NOT why) AS should, sum(NOT why AND done) AS done, sum(NOT why AND NOT done) AS missing,
		sum(why > 0) AS excused, sum(why = 1) AS in_suspension, sum(why = 2) AS in_detention, sum(why = 3) AS in_prison,
		sum(why = 4) AS in_isolation
	FROM ended WHERE what = 'test' GROUP BY id
),
-- What began before the station counts and holds no visit is nobody's slip (rule 9.12).
asked AS (
	SELECT id, sum(NOT why) AS should, sum(NOT why AND done) AS done, sum(NOT why AND NOT done) AS missing
	FROM ended WHERE what = 'visit' AND (done OR a >= (SELECT value FROM setting WHERE key = 'station.began')) GROUP BY id
),
-- Tests of no order as the events below: by the newest one of the person when each is over by then (rule 9.22).
taken AS (
	SELECT hung AS order_id, count(*) AS tests, sum(result = 'pos') AS positive FROM (
		SELECT t.result, coalesce(t.order_id, (SELECT o.id FROM treatment_order o WHERE o.resident = t.resident
			AND o.voided_at IS NULL AND o.ordered <= t.occurred AND NOT EXISTS (SELECT 1 FROM treatment_order x
				WHERE x.resident = t.resident AND x.voided_at IS NULL AND x.ordered <= t.occurred
				AND (x.ended IS NULL OR x.ended > t.occurred OR x.state IN ('awaiting', 'executing', 'suspended')))
			ORDER BY o.ordered DESC, o.id DESC LIMIT 1)) AS hung
		FROM drug_test t, p
		WHERE t.voided_at IS NULL AND t.occurred BETWEEN p.first AND p.day AND t.result IN ('neg', 'pos')
			AND NOT (t.nature IS 'elsewhere' AND coalesce(t.review, 'passed') <> 'passed'))
	WHERE hung IS NOT NULL GROUP BY hung
),
-- The line of the log that held on the day.
held AS (
	SELECT order_id, state, since FROM lines, p WHERE since <= p.day AND (next IS NULL OR next > p.day)
),
stood AS (
	SELECT o.id, coalesce(h.state, 'awaiting') AS state, coalesce(h.since, o.taken_on, o.ordered) AS since
	FROM orders o LEFT JOIN held h ON h.order_id = o.id
),
-- The same of the day before the period.
stood_before AS (
	SELECT o.id, coalesce(h.state, 'awaiting') AS state FROM orders o JOIN p
		LEFT JOIN lines h ON h.order_id = o.id AND h.since < p.first AND (h.next IS NULL OR h.next >= p.first)
	WHERE max(o.ordered, coalesce(o.taken_on, '')) < p.first
),
allowed AS (
	SELECT DISTINCT resident FROM aid, p WHERE voided_at IS NULL AND kind = 'allowance' AND occurred <= p.day
		AND min(date(occurred, '+12 months'), date(occurred, 'start of month', '+13 months', '-1 day')) >= p.day
),
-- What a person was on the day: what was said or recorded last up to it (of one day the register's record before what was
-- said, unless that was said after it); else what stood in the file when it was opened.
said AS (
	SELECT 'risk' AS field, id, resident, occurred, level AS value, 1 AS turn FROM assessment WHERE voided_at IS NULL
	UNION ALL SELECT 'control', id, resident, occurred, control, 1 FROM control_change WHERE voided_at IS NULL
	UNION ALL SELECT 'job', id, resident, occurred, job, 1 FROM employment WHERE voided_at IS NULL
	UNION ALL SELECT 'risk', id, resident, occurred, risk, iif(holds = 'yes', 2, 0) FROM stated
		WHERE voided_at IS NULL AND (risk IS NOT NULL OR ',' || cleared || ',' LIKE '%,risk,%')
	UNION ALL SELECT 'control', id, resident, occurred, control, iif(holds = 'yes', 2, 0) FROM stated
		WHERE voided_at IS NULL AND (control IS NOT NULL OR ',' || cleared || ',' LIKE '%,control,%')
	UNION ALL SELECT 'job', id, resident, occurred, job, iif(holds = 'yes', 2, 0) FROM stated
		WHERE voided_at IS NULL AND (job IS NOT NULL OR workplace IS NOT NULL OR ',' || cleared || ',' LIKE '%,job,%')
),
-- A job is over on the day after its last, unless another word came between.
said_or_over AS (
	SELECT * FROM said
	UNION ALL SELECT 'job', id, resident, date(until, '+1 day'), 'none', 1 FROM employment e
	WHERE voided_at IS NULL AND until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM said n WHERE n.field = 'job'
		AND n.resident = e.resident AND (n.occurred > e.occurred OR (n.occurred = e.occurred AND n.turn = 1 AND n.id > e.id))
		AND n.occurred <= date(e.until, '+1 day'))
),
on_day AS (
	SELECT field, resident, value, row_number() OVER (PARTITION BY field, resident ORDER BY occurred DESC, turn DESC, id DESC) AS n
	FROM said_or_over, p WHERE occurred <= p.day
),
opening AS (
	SELECT resident, risk, control, job, row_number() OVER (PARTITION BY resident ORDER BY occurred, id) AS n
	FROM stated WHERE basis = 'first' AND voided_at IS NULL
),
person AS (
	SELECT o.id, o.newest, iif(r.n, r.value, f.risk) AS risk, iif(c.n, c.value, f.control) AS control, iif(j.n, j.value, f.job) AS job
	FROM (SELECT id, resident,
			row_number() OVER (PARTITION BY resident ORDER BY ordered DESC, id DESC) = 1 AS newest FROM orders) o
		LEFT JOIN on_day r ON r.resident = o.resident AND r.field = 'risk' AND r.n = 1
		LEFT JOIN on_day c ON c.resident = o.resident AND c.field = 'control' AND c.n = 1
		LEFT JOIN on_day j ON j.resident = o.resident AND j.field = 'job' AND j.n = 1
		LEFT JOIN opening f ON f.resident = o.resident AND f.n = 1
),
-- Events of the period by the order they hang on; talks, visits, calls and help of no order by the newest one of the
-- person when each is over by then (rule 9.22).
events AS (
	SELECT resident, order_id, occurred, 'talk' AS what, channel IS 'face' AS met, 0 AS n FROM talk, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT resident, order_id, occurred, 'visit', met = 'found' AND relation = 'self', 0 FROM visit, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT resident, order_id, occurred, 'call', 0, reached = 'yes' FROM phone_contact, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT NULL, order_id, NULL, 'report', 0, 0 FROM self_report, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT NULL, order_id, NULL, 'search', met IS 'found', 0 FROM search, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT NULL, order_id, NULL, 'leave', 0, 0 FROM leave, p WHERE voided_at IS NULL AND leave_from BETWEEN p.first AND p.day
		AND coalesce(leave_state, '') NOT IN ('refused', 'withdrawn')
	UNION ALL SELECT NULL, order_id, NULL, 'warning', 0, 0 FROM warning, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT NULL, order_id, NULL, 'placed', 0, 0 FROM employment, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND placed = 'yes'
	UNION ALL SELECT resident, order_id, occurred, 'aid ' || kind, 0, coalesce(amount, 0) FROM aid, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
),
happened AS (
	SELECT e.order_id, e.what, e.met, e.n, o.ended < e.occurred AND o.state NOT IN ('awaiting', 'executing', 'suspended') AS after
	FROM events e LEFT JOIN treatment_order o ON o.id = e.order_id WHERE e.order_id IS NOT NULL
	UNION ALL
	SELECT (SELECT o.id FROM treatment_order o WHERE o.resident = e.resident AND o.voided_at IS NULL AND o.ordered <= e.occurred
		ORDER BY o.ordered DESC, o.id DESC LIMIT 1), e.what, e.met, e.n, 1
	FROM events e WHERE e.order_id IS NULL AND e.resident IS NOT NULL AND NOT EXISTS (
		SELECT 1 FROM treatment_order o WHERE o.resident = e.resident AND o.voided_at IS NULL AND o.ordered <= e.occurred
			AND (o.ended IS NULL OR o.ended > e.occurred OR o.state IN ('awaiting', 'executing', 'suspended')))
),
done AS (
	SELECT order_id, sum(after AND what = 'talk') AS talks_after, sum(after AND what = 'visit') AS visits_after,
		sum(after AND what = 'call') AS calls_after, sum(after AND what LIKE 'aid %') AS aid_after,
		sum(what = 'talk') AS talks, sum(what = 'visit') AS visits, sum(what = 'call') AS calls,
		sum(what = 'call' AND n) AS reached, sum(what = 'report') AS reports, sum(what = 'search') AS searches, max(met) AS met,
		sum(what = 'leave') AS leaves, sum(what = 'warning') AS warnings, sum(what = 'placed') AS placed,
		sum(what LIKE 'aid %') AS aid, sum(CASE WHEN what LIKE 'aid %' THEN n END) AS amount, sum(what = 'aid training') AS training,
		sum(what = 'aid allowance') AS allowance, sum(what = 'aid relief') AS relief
	FROM happened GROUP BY order_id
),
-- Leaves as they stood on the day: who came back later was still away.
away AS (
	SELECT order_id, max(late) AS late, max(NOT late AND state NOT IN ('pending', 'back')) AS away FROM (
		SELECT order_id, state, state = 'overdue' OR (state NOT IN ('back', 'pending') AND ends < (SELECT day FROM p)) AS late FROM (
			SELECT order_id, coalesce(extends_to, leave_to) AS ends,
				CASE WHEN returned IS NULL THEN coalesce(leave_state, '') ELSE '' END AS state
			FROM leave, p WHERE voided_at IS NULL AND order_id IS NOT NULL AND leave_from <= p.day
				AND coalesce(leave_state, '') NOT IN ('refused', 'withdrawn') AND (returned IS NULL OR returned > p.day)))
	GROUP BY order_id
),
-- Refusals and absences up to the day (rules 6.3, 6.4, 6.10, 6.11). A letter about a recorded refusal counts nothing, one
-- about none that is another time counts once for its number or window; days away count once, each run of them is a time.
tests_missed AS MATERIALIZED (
	SELECT order_id, id, occurred, window_no, nullif(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(warning_no), '〔', '('), '【', '('), '[', '('), '［', '('), '（', '('), '〕', ')'), '】', ')'), ']', ')'), '］', ')'), '）', ')'), ' ', ''), '　', ''), '') AS number, CASE source WHEN 'typed' THEN recorded_at ELSE 0 END AS typed
	FROM missed_test, p WHERE voided_at IS NULL AND judged IN ('refused', 'evaded') AND occurred <= p.day AND order_id IS NOT NULL
),
lone AS MATERIALIZED (
	SELECT w.* FROM (
		SELECT order_id, id, occurred, window_no, nullif(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(doc_no), '〔', '('), '【', '('), '[', '('), '［', '('), '（', '('), '〕', ')'), '】', ')'), ']', ')'), '］', ')'), '）', ')'), ' ', ''), '　', ''), '') AS number, CASE source WHEN 'typed' THEN recorded_at ELSE 0 END AS typed
		FROM warning, p WHERE voided_at IS NULL AND kind IN ('refused', 'evaded') AND another = 'yes' AND occurred <= p.day
			AND order_id IS NOT NULL) w
	WHERE NOT EXISTS (SELECT 1 FROM tests_missed m WHERE m.order_id = w.order_id
		AND (m.window_no = w.window_no OR m.number = w.number))
),
alike(a, b) AS (
	SELECT id, id FROM lone
	UNION
	SELECT x.a, n.id FROM alike x JOIN lone l ON l.id = x.b JOIN lone n ON n.order_id = l.order_id
		AND (n.window_no = l.window_no OR n.number = l.number)
),
times AS MATERIALIZED (
	SELECT order_id, 'refused' AS what, occurred, id, typed FROM tests_missed
	UNION ALL SELECT order_id, 'refused', occurred, id, typed FROM lone l WHERE NOT EXISTS (SELECT 1 FROM alike x JOIN lone e ON e.id = x.b
		WHERE x.a = l.id AND (e.occurred, e.id) < (l.occurred, l.id))
	UNION ALL SELECT order_id, 'away', occurred, id, typed FROM gone g WHERE a IS NULL OR a <= b AND NOT EXISTS (
		SELECT 1 FROM gone e JOIN runs r ON r.order_id = g.order_id AND g.a BETWEEN r.a AND r.b AND e.a BETWEEN r.a AND r.b
		WHERE e.order_id = g.order_id AND e.a <= e.b AND (e.occurred, e.id) < (g.occurred, g.id))
),
gone AS MATERIALIZED (
	SELECT w.order_id, w.id, w.occurred, w.away_from AS a, min(coalesce(w.away_until, p.day), p.day) AS b,
		CASE w.source WHEN 'typed' THEN w.recorded_at ELSE 0 END AS typed
	FROM warning w, p WHERE w.voided_at IS NULL AND w.kind = 'away' AND w.occurred <= p.day AND w.order_id IS NOT NULL
),
spans(order_id, day, b) AS (
	SELECT order_id, a, b FROM gone WHERE a <= b
	UNION
	SELECT order_id, date(day, '+1 day'), b FROM spans WHERE day < b
),
away_days AS MATERIALIZED (
	SELECT order_id, day, row_number() OVER (PARTITION BY order_id ORDER BY day) AS n FROM (SELECT DISTINCT order_id, day FROM spans)
),
runs AS MATERIALIZED (SELECT order_id, min(day) AS a, max(day) AS b FROM away_days GROUP BY order_id, julianday(day) - n),
-- What reached a limit or went beyond it; the last of it is what a report to the police must cover.
evidence AS (
	SELECT order_id, occurred, typed FROM (
		SELECT *, row_number() OVER (PARTITION BY order_id, what ORDER BY occurred, id) AS n FROM times) WHERE n >= 3
	UNION ALL SELECT order_id, day, 0 FROM away_days WHERE n = 31
),
breaches AS (
	SELECT order_id, EXISTS (SELECT 1 FROM police_report r, p WHERE coalesce(r.order_id, (SELECT x.id FROM treatment_order x
			WHERE x.resident = r.resident AND x.voided_at IS NULL AND x.ordered <= r.occurred ORDER BY x.ordered DESC, x.id DESC
			LIMIT 1)) = last.order_id AND r.voided_at IS NULL
		AND r.reason = 'breach' AND r.sent <= p.day AND r.covers >= last.occurred
		AND NOT (last.typed > 0 AND r.source = 'typed' AND r.recorded_at < last.typed)) AS told
	FROM (SELECT *, row_number() OVER (PARTITION BY order_id ORDER BY occurred DESC, typed DESC) AS newest FROM evidence) last
	WHERE newest = 1
),
-- The newest custody that holds the day is where the person is; also when the order has ended.
custodies AS (
	SELECT resident, kind, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS newest
	FROM custody, p WHERE voided_at IS NULL AND occurred <= p.day AND coalesce(until, p.day) >= p.day
),
-- Use: valid positive tests and what was found elsewhere, by the order open on the day, else the newest made by then.
used AS MATERIALIZED (
	SELECT e.resident, e.occurred AS day, coalesce(e.order_id, (SELECT x.id FROM treatment_order x WHERE x.resident = e.resident
		AND x.voided_at IS NULL AND x.ordered <= e.occurred ORDER BY x.ordered DESC, x.id DESC LIMIT 1)) AS order_id
	FROM (SELECT resident, occurred, order_id FROM drug_test WHERE voided_at IS NULL AND result = 'pos'
			AND NOT (nature IS 'elsewhere' AND coalesce(review, 'passed') <> 'passed')
		UNION ALL SELECT resident, occurred, order_id FROM drug_use WHERE voided_at IS NULL) e
),
told AS (
	SELECT t.order_id, max(t.reason = 'refusal') AS refusal,
		max(t.reason IN ('refusal', 'breach') AND coalesce(t.sent >= o.began, 1)) AS failed
	FROM (SELECT e.reason, e.sent, coalesce(e.order_id, (SELECT x.id FROM treatment_order x WHERE x.resident = e.resident
			AND x.voided_at IS NULL AND x.ordered <= e.occurred ORDER BY x.ordered DESC, x.id DESC LIMIT 1)) AS order_id
		FROM police_report e, p WHERE e.voided_at IS NULL AND e.sent <= p.day) t JOIN orders o ON o.id = t.order_id
	GROUP BY t.order_id
),
-- Dossiers in which nothing asked for was missing on the day; approved: the suspension has its paper or number.
papers AS (SELECT DISTINCT order_id, kind FROM document, p WHERE voided_at IS NULL AND occurred <= p.day),
filed AS (
	SELECT o.id, EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'suspend')
		OR EXISTS (SELECT 1 FROM status_change c WHERE c.order_id = o.id AND c.voided_at IS NULL AND c.state = 'suspended'
			AND c.document IS NOT NULL AND c.since <= p.day) AS approved
	FROM orders o, p
	WHERE (o.doc_no IS NOT NULL OR EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'order'))
		AND (o.served <= p.day OR EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'receipt'))
		AND (o.reported <= p.day OR EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'register'))
		AND (o.agreed <= p.day OR EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'agreement'))
		AND (EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'team')
			OR EXISTS (SELECT 1 FROM team_member m WHERE m.team = o.team AND m.voided_at IS NULL AND m.letter_on <= p.day))
		AND (EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'plan')
			OR EXISTS (SELECT 1 FROM help_plan e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
				AND e.occurred <= p.day))
		AND (EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'testlog')
			OR EXISTS (SELECT 1 FROM drug_test e WHERE e.order_id = o.id AND e.voided_at IS NULL AND e.occurred <= p.day))
		AND EXISTS (SELECT 1 FROM talk e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
		AND EXISTS (SELECT 1 FROM visit e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
		AND EXISTS (SELECT 1 FROM assessment e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
),
-- Three years (rules 2.15 to 2.18). Each order as it stood, n by the day it was made; lost: refused, breached or terminated.
course AS MATERIALIZED (
	SELECT o.resident, o.id, o.kind, o.ordered, CASE WHEN o.began <= p.day THEN o.began END AS began, s.state,
		f.order_id IS NOT NULL OR coalesce(h.failed, 0) OR s.state = 'terminated' AS lost,
		row_number() OVER (PARTITION BY o.resident ORDER BY o.ordered, o.id) AS n
	FROM orders o JOIN p JOIN stood s ON s.id = o.id LEFT JOIN breaches f ON f.order_id = o.id LEFT JOIN told h ON h.order_id = o.id
),
-- The start that counts: of the newest order begun after the last lost one. A release counts after the lost one began; of rehab
-- it stands for the start where no other order began in between.
begun AS (
	SELECT r.resident, l.n AS lost, coalesce(l.began, l.ordered) AS lost_day, b.n, b.kind, b.began,
		(SELECT x.began FROM course x WHERE x.resident = r.resident AND x.n < b.n AND x.began IS NOT NULL ORDER BY x.n DESC LIMIT 1) AS before
	FROM (SELECT DISTINCT resident FROM course) r
		LEFT JOIN course l ON l.resident = r.resident AND l.n = (SELECT max(x.n) FROM course x WHERE x.resident = r.resident AND x.lost)
		LEFT JOIN course b ON b.resident = r.resident AND b.n = (SELECT max(x.n) FROM course x WHERE x.resident = r.resident
			AND x.began IS NOT NULL AND x.n > coalesce(l.n, 0))
),
based AS (
	SELECT g.resident, CASE WHEN g.released IS NULL THEN g.began WHEN g.began IS NULL OR g.released >= g.began THEN g.released
		WHEN g.kind = 'rehab' AND g.released >= coalesce(g.before, '') THEN g.released ELSE g.began END AS day
	FROM (SELECT b.*, (SELECT max(c.until) FROM custody c, p WHERE c.resident = b.resident AND c.voided_at IS NULL AND c.kind = 'isolation'
			AND c.until <= p.day AND c.until >= coalesce(b.lost_day, '')) AS released FROM begun b) g
),
clean AS (
	SELECT b.resident, b.day, max(b.day, coalesce((SELECT max(u.day) FROM used u, p WHERE u.resident = b.resident AND u.day <= p.day
		AND u.order_id IS NOT NULL), '')) AS since
	FROM based b, p WHERE b.day IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM custody c WHERE c.resident = b.resident AND c.voided_at IS NULL AND c.kind IN ('isolation', 'prison')
			AND c.occurred <= p.day AND coalesce(c.until, p.day) >= p.day)
		AND (SELECT x.state FROM course x WHERE x.resident = b.resident ORDER BY x.n DESC LIMIT 1) <> 'moved'
),
-- Records of one register each (rule 9.26): by their order, else by the person's newest one made by the day, else on a row
-- of the person's own without an order. What stands on the day counts by the newest order on the register.
records AS (
	SELECT resident, order_id, release_on AS day, 'released_from_centre' AS what, 1 AS n FROM pickup WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, release_on, 'fetched', 1 FROM pickup WHERE voided_at IS NULL AND fetched IS NOT NULL
	UNION ALL SELECT resident, order_id, occurred, 'intakes', 1 FROM intake WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'intakes_taken', 1 FROM intake WHERE voided_at IS NULL AND decision = 'register'
	UNION ALL SELECT resident, order_id, occurred, 'intakes_not', 1 FROM intake WHERE voided_at IS NULL AND decision IN ('none', 'elsewhere')
	UNION ALL SELECT resident, order_id, occurred, 'intakes_open', 1 FROM intake WHERE voided_at IS NULL AND coalesce(decision, 'open') = 'open'
	UNION ALL SELECT resident, order_id, occurred, 'moved_out', 1 FROM moving WHERE voided_at IS NULL AND direction = 'out'
	UNION ALL SELECT resident, order_id, occurred, 'moved_in', 1 FROM moving WHERE voided_at IS NULL AND direction = 'in'
	UNION ALL SELECT resident, order_id, occurred, 'newly_lost', 1 FROM lost WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, found, 'found_again', 1 FROM lost WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'checkins_due', coalesce(days_due, 0) FROM check_in WHERE voided_at IS NULL AND kind = 'month'
	UNION ALL SELECT resident, order_id, occurred, 'checkins_done', coalesce(days_done, 0) FROM check_in WHERE voided_at IS NULL AND kind = 'month'
	UNION ALL SELECT resident, order_id, occurred, 'checkin_days', 1 FROM check_in WHERE voided_at IS NULL AND kind = 'day'
	UNION ALL SELECT resident, order_id, due_on, 'measures_due', 1 FROM measure WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, due_on, 'measures_done', 1 FROM measure WHERE voided_at IS NULL AND done_on IS NOT NULL
	UNION ALL SELECT resident, order_id, occurred, 'plan_reviews', 1 FROM plan_review WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'cases_applied', 1 FROM help_case WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, decided, 'cases_granted', 1 FROM help_case WHERE voided_at IS NULL AND result = 'granted'
	UNION ALL SELECT resident, order_id, decided, 'cases_refused', 1 FROM help_case WHERE voided_at IS NULL AND result = 'refused'
	UNION ALL SELECT resident, order_id, decided, 'cases_amount', coalesce(amount, 0) FROM help_case WHERE voided_at IS NULL AND result = 'granted'
	UNION ALL SELECT resident, order_id, decided, 'startups', 1 FROM help_case WHERE voided_at IS NULL AND result = 'granted' AND kind = 'business'
	UNION ALL SELECT resident, order_id, decided, 'fees_waived', coalesce(waived, 0) FROM help_case WHERE voided_at IS NULL AND result = 'granted'
	UNION ALL SELECT resident, order_id, occurred, 'hardship_new', 1 FROM hardship WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'maintained_new', 1 FROM maintenance WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'paired_new', 1 FROM pairing WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, until, 'out_of_hardship', 1 FROM hardship WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'care_new', 1 FROM care WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'referrals', 1 FROM referral WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'counselled', 1 FROM counsel WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'counselled_people', 1 FROM counsel WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'family_contacts', 1 FROM family_contact WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'family_phone', 1 FROM family_contact WHERE voided_at IS NULL AND way = 'phone'
	UNION ALL SELECT resident, order_id, occurred, 'family_video', 1 FROM family_contact WHERE voided_at IS NULL AND way = 'video'
	UNION ALL SELECT resident, order_id, occurred, 'family_letter', 1 FROM family_contact WHERE voided_at IS NULL AND way = 'letter'
	UNION ALL SELECT resident, order_id, occurred, 'labour_times', 1 FROM labour WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'labour_hours', coalesce(hours, 0) FROM labour WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'relief_visits', 1 FROM relief WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'relief_people', 1 FROM relief WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'relief_amount', coalesce(amount, 0) FROM relief WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'attended', 1 FROM attendance WHERE voided_at IS NULL AND result IN ('present', 'passed')
	UNION ALL SELECT resident, order_id, occurred, 'followups', 1 FROM follow_up WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'followup_people', 1 FROM follow_up WHERE voided_at IS NULL
	UNION ALL SELECT resident, order_id, occurred, 'followup_elsewhere', 1 FROM follow_up WHERE voided_at IS NULL AND county IS NOT NULL
	UNION ALL SELECT resident, order_id, occurred, 'followup_accepted', 1 FROM follow_up WHERE voided_at IS NULL AND family = 'good' AND community = 'good'
	UNION ALL SELECT resident, order_id, occurred, 'followup_used', 1 FROM follow_up WHERE voided_at IS NULL AND used_again = 'yes'
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'publicity_attended', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('lecture', 'board', 'leaflet', 'home', 'media', 'show', 'theme', 'contest', 'other')
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'publicity_visits', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('lecture', 'board', 'leaflet', 'home', 'media', 'show', 'theme', 'contest', 'other')
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'course_attended', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce')
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'course_visits', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce')
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'course_passed', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce') AND t.result = 'passed'
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'certificates', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce') AND t.certificate IS NOT NULL
	UNION ALL SELECT t.resident, t.order_id, t.occurred, 'group_attended', 1 FROM attendance t JOIN activity a ON a.id = t.activity AND a.voided_at IS NULL WHERE t.voided_at IS NULL AND t.result <> 'absent' AND a.kind IN ('group')
	UNION ALL SELECT resident, order_id, occurred, 'round_people', 1 FROM round_line WHERE voided_at IS NULL
),
job_held AS ( -- until the next job, whatever was forgotten
	SELECT resident, occurred, coalesce(min(until, next), until, next) AS until, wage, voided_at FROM (SELECT *, date(lead(occurred) OVER
		(PARTITION BY resident ORDER BY occurred, id), '-1 day') AS next FROM employment WHERE voided_at IS NULL)
),
standing AS (
	SELECT resident, occurred AS a, until AS b, 'dual' AS what, 1 AS n FROM dual_control WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'in_grid', 1 FROM grid_entry WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, NULL, 'app_registered', 1 FROM check_in WHERE voided_at IS NULL AND kind = 'registered'
	UNION ALL SELECT resident, occurred, NULL, 'planned', 1 FROM help_plan WHERE voided_at IS NULL
	UNION ALL SELECT resident, paid_from, until, 'aid_running', 1 FROM help_case WHERE voided_at IS NULL AND result = 'granted'
	UNION ALL SELECT resident, paid_from, until, 'allowance_running', 1 FROM help_case WHERE voided_at IS NULL AND result = 'granted' AND kind = 'allowance'
	UNION ALL SELECT resident, occurred, until, 'in_hardship', 1 FROM hardship WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'in_care', 1 FROM care WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'places_taken', 1 FROM care c WHERE voided_at IS NULL
		AND facility IN (SELECT name FROM org WHERE voided_at IS NULL AND capacity IS NOT NULL)
	UNION ALL SELECT resident, occurred, until, 'in_community', 1 FROM care c WHERE voided_at IS NULL
		AND facility IN (SELECT name FROM org WHERE voided_at IS NULL AND kind = 'centre')
	UNION ALL SELECT resident, occurred, until, 'maintained', 1 FROM maintenance WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'paired', 1 FROM pairing WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'with_income', 1 FROM job_held WHERE voided_at IS NULL AND wage IS NOT NULL
	UNION ALL SELECT resident, occurred, until, 'income_sum', coalesce(wage, 0) FROM job_held WHERE voided_at IS NULL
	UNION ALL SELECT resident, occurred, until, 'income_highest', coalesce(wage, 0) FROM job_held WHERE voided_at IS NULL
),
-- The station's own ledgers, of nobody: a row a village.
ledgers AS (
	SELECT 0 AS place, 'publicity' AS what, coalesce(sessions, 0) AS n FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('lecture', 'board', 'leaflet', 'home', 'media', 'show', 'theme', 'contest', 'other')
	UNION ALL SELECT 0, 'publicity_people', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('lecture', 'board', 'leaflet', 'home', 'media', 'show', 'theme', 'contest', 'other')
	UNION ALL SELECT 0, 'publicity_papers', coalesce(materials, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('lecture', 'board', 'leaflet', 'home', 'media', 'show', 'theme', 'contest', 'other')
	UNION ALL SELECT 0, 'lessons', coalesce(sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'class'
	UNION ALL SELECT 0, 'lessons_planned', coalesce(planned_sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'class'
	UNION ALL SELECT 0, 'hall_visitors', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'hall'
	UNION ALL SELECT 0, 'groups', coalesce(sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'group'
	UNION ALL SELECT 0, 'group_people', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'group'
	UNION ALL SELECT 0, 'courses', coalesce(sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce')
	UNION ALL SELECT 0, 'course_people', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('skill', 'mandarin', 'law', 'culture', 'ecommerce')
	UNION ALL SELECT 0, 'team_courses', coalesce(sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('staff', 'study', 'expert')
	UNION ALL SELECT 0, 'team_people', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('staff', 'study', 'expert')
	UNION ALL SELECT 0, 'meetings', coalesce(sessions, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind IN ('leading', 'regular', 'cases', 'meeting')
	UNION ALL SELECT coalesce(place, 0), 'partners', 1 FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind IN ('employer', 'base')
	UNION ALL SELECT coalesce(place, 0), 'schools', 1 FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind = 'school'
	UNION ALL SELECT coalesce(place, 0), 'schools_connected', 1 FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind = 'school' AND connected = 'yes'
	UNION ALL SELECT 0, 'full_time', 1 FROM staff, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND full_time = 'yes'
	UNION ALL SELECT 0, 'volunteers', 1 FROM staff, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind = 'volunteer'
	UNION ALL SELECT coalesce(place, 0), 'units_applied', 1 FROM drive_unit, p WHERE voided_at IS NULL AND applied BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'units_named', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day
	UNION ALL SELECT coalesce(place, 0), 'units_village', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day AND kind = 'village'
	UNION ALL SELECT coalesce(place, 0), 'units_work', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day AND kind = 'work'
	UNION ALL SELECT coalesce(place, 0), 'units_town', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day AND kind = 'town'
	UNION ALL SELECT coalesce(place, 0), 'units_school', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day AND kind = 'school'
	UNION ALL SELECT coalesce(place, 0), 'units_enterprise', 1 FROM drive_unit, p WHERE voided_at IS NULL AND coalesce(coalesce(named, '9999'), '') <= p.day AND coalesce(withdrawn, p.day) >= p.day AND kind = 'enterprise'
	UNION ALL SELECT coalesce(place, 0), 'units_withdrawn', 1 FROM drive_unit, p WHERE voided_at IS NULL AND withdrawn BETWEEN p.first AND p.day
	UNION ALL SELECT 0, 'fund_income', coalesce(amount, 0) FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND account = 'fund' AND way = 'in'
	UNION ALL SELECT 0, 'fund_sales', coalesce(amount, 0) FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND account = 'fund' AND way = 'in' AND purpose = 'sales'
	UNION ALL SELECT 0, 'fund_given', coalesce(amount, 0) FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND account = 'fund' AND way = 'out'
	UNION ALL SELECT 0, 'fund_grants', 1 FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND account = 'fund' AND way = 'out' AND purpose = 'grant'
	UNION ALL SELECT 0, 'produce_bought', coalesce(amount, 0) FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND way = 'out' AND purpose = 'purchase'
	UNION ALL SELECT 0, 'fund_balance', coalesce(iif(way = 'out', -amount, amount), 0) FROM money_entry, p WHERE voided_at IS NULL AND coalesce(occurred, '') <= p.day AND coalesce(NULL, p.day) >= p.day AND account = 'fund'
	UNION ALL SELECT coalesce(place, 0), 'sweep_households', coalesce(households, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'sweep_checked', coalesce(checked, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'sweep_people', coalesce(people, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'sweep_people_checked', coalesce(people_checked, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'sweep_found', coalesce(found, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'sweep_taken', coalesce(taken_on, 0) FROM check_round, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day
	UNION ALL SELECT coalesce(place, 0), 'places_offered', coalesce(capacity, 0) FROM org, p WHERE voided_at IS NULL AND coalesce(since, p.day) <= p.day AND coalesce(until, p.day) >= p.day
	UNION ALL SELECT coalesce(place, 0), 'output', coalesce(reached, 0) FROM place_value, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day AND what = 'output'
	UNION ALL SELECT 0, 'contest_people', coalesce(people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'contest'
	UNION ALL SELECT 0, 'contest_planned', coalesce(planned_people, 0) FROM activity, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND kind = 'contest'
	UNION ALL SELECT coalesce(place, 0), 'pupils', coalesce(pupils, 0) FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind = 'school'
	UNION ALL SELECT coalesce(place, 0), 'pupils_registered', coalesce(registered, 0) FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind = 'school'
	UNION ALL SELECT coalesce(place, 0), 'points', 1 FROM org, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND kind IN ('point', 'station')
	UNION ALL SELECT 0, 'work_funds', coalesce(amount, 0) FROM money_entry, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND account = 'work' AND way = 'in'
	UNION ALL SELECT coalesce(place, 0), 'satisfaction_sum', coalesce(reached, 0) FROM place_value, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day AND what = 'satisfaction'
	UNION ALL SELECT coalesce(place, 0), 'surveys', 1 FROM place_value, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day AND what = 'satisfaction'
	UNION ALL SELECT coalesce(place, 0), 'score_sum', coalesce(reached, 0) FROM place_value, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day AND what = 'score'
	UNION ALL SELECT coalesce(place, 0), 'score_most', coalesce(most, 0) FROM place_value, p WHERE voided_at IS NULL AND since BETWEEN p.first AND p.day AND what = 'score'
	UNION ALL SELECT coalesce(place, 0), 'population', coalesce(reached, 0) FROM place_value, p WHERE voided_at IS NULL AND coalesce(since, '') <= p.day AND coalesce(until, p.day) >= p.day AND what = 'population'
	UNION ALL SELECT 0, 'tasks_due', 1 FROM task, p WHERE voided_at IS NULL AND until BETWEEN p.first AND p.day
	UNION ALL SELECT 0, 'aftercare', 1 FROM aftercare, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT 0, 'tasks_done', 1 FROM task, p WHERE voided_at IS NULL AND until BETWEEN p.first AND p.day AND done_on IS NOT NULL
),
counted_by AS (
	SELECT coalesce((SELECT o.id FROM orders o WHERE o.id = r.order_id), (SELECT o.id FROM orders o WHERE o.resident = r.resident
		ORDER BY o.ordered DESC, o.id DESC LIMIT 1), -r.resident) AS id, r.resident, r.what, r.n
	FROM records r, p JOIN resident x ON x.id = r.resident AND x.voided_at IS NULL WHERE r.day BETWEEN p.first AND p.day
	UNION ALL
	SELECT (SELECT o.id FROM orders o JOIN stood s ON s.id = o.id AND s.state IN ('awaiting', 'executing', 'suspended')
		WHERE o.resident = r.resident ORDER BY o.ordered DESC, o.id DESC LIMIT 1), r.resident, r.what, r.n
	FROM standing r, p WHERE r.a <= p.day AND coalesce(r.b, p.day) >= p.day
	UNION ALL
	SELECT -1000000000 - place, 0, what, n FROM ledgers
),
more AS (
	SELECT id,
		sum(n) FILTER (WHERE what = 'released_from_centre') AS released_from_centre,
		sum(n) FILTER (WHERE what = 'fetched') AS fetched,
		sum(n) FILTER (WHERE what = 'intakes') AS intakes,
		sum(n) FILTER (WHERE what = 'intakes_taken') AS intakes_taken,
		sum(n) FILTER (WHERE what = 'intakes_not') AS intakes_not,
		sum(n) FILTER (WHERE what = 'intakes_open') AS intakes_open,
		sum(n) FILTER (WHERE what = 'hardship_new') AS hardship_new,
		sum(n) FILTER (WHERE what = 'maintained_new') AS maintained_new,
		sum(n) FILTER (WHERE what = 'paired_new') AS paired_new,
		sum(n) FILTER (WHERE what = 'publicity_attended') AS publicity_attended,
		sum(n) FILTER (WHERE what = 'publicity_visits') AS publicity_visits,
		sum(n) FILTER (WHERE what = 'course_attended') AS course_attended,
		sum(n) FILTER (WHERE what = 'course_visits') AS course_visits,
		sum(n) FILTER (WHERE what = 'course_passed') AS course_passed,
		sum(n) FILTER (WHERE what = 'group_attended') AS group_attended,
		sum(n) FILTER (WHERE what = 'round_people') AS round_people,
		sum(n) FILTER (WHERE what = 'places_taken') AS places_taken,
		sum(n) FILTER (WHERE what = 'in_community') AS in_community,
		sum(n) FILTER (WHERE what = 'places_offered') AS places_offered,
		sum(n) FILTER (WHERE what = 'moved_out') AS moved_out,
		sum(n) FILTER (WHERE what = 'moved_in') AS moved_in,
		sum(n) FILTER (WHERE what = 'dual') AS dual,
		sum(n) FILTER (WHERE what = 'newly_lost') AS newly_lost,
		sum(n) FILTER (WHERE what = 'found_again') AS found_again,
		sum(n) FILTER (WHERE what = 'in_grid') AS in_grid,
		sum(n) FILTER (WHERE what = 'app_registered') AS app_registered,
		sum(n) FILTER (WHERE what = 'checkins_due') AS checkins_due,
		sum(n) FILTER (WHERE what = 'checkins_done') AS checkins_done,
		sum(n) FILTER (WHERE what = 'checkin_days') AS checkin_days,
		sum(n) FILTER (WHERE what = 'planned') AS planned,
		sum(n) FILTER (WHERE what = 'measures_due') AS measures_due,
		sum(n) FILTER (WHERE what = 'measures_done') AS measures_done,
		sum(n) FILTER (WHERE what = 'plan_reviews') AS plan_reviews,
		sum(n) FILTER (WHERE what = 'cases_applied') AS cases_applied,
		sum(n) FILTER (WHERE what = 'cases_granted') AS cases_granted,
		sum(n) FILTER (WHERE what = 'cases_refused') AS cases_refused,
		sum(n) FILTER (WHERE what = 'cases_amount') AS cases_amount,
		sum(n) FILTER (WHERE what = 'startups') AS startups,
		sum(n) FILTER (WHERE what = 'fees_waived') AS fees_waived,
		sum(n) FILTER (WHERE what = 'aid_running') AS aid_running,
		sum(n) FILTER (WHERE what = 'allowance_running') AS allowance_running,
		sum(n) FILTER (WHERE what = 'in_hardship') AS in_hardship,
		sum(n) FILTER (WHERE what = 'out_of_hardship') AS out_of_hardship,
		sum(n) FILTER (WHERE what = 'in_care') AS in_care,
		sum(n) FILTER (WHERE what = 'care_new') AS care_new,
		sum(n) FILTER (WHERE what = 'referrals') AS referrals,
		sum(n) FILTER (WHERE what = 'maintained') AS maintained,
		sum(n) FILTER (WHERE what = 'paired') AS paired,
		sum(n) FILTER (WHERE what = 'counselled') AS counselled,
		sum(n) FILTER (WHERE what = 'counselled_people') AS counselled_people,
		sum(n) FILTER (WHERE what = 'family_contacts') AS family_contacts,
		sum(n) FILTER (WHERE what = 'family_phone') AS family_phone,
		sum(n) FILTER (WHERE what = 'family_video') AS family_video,
		sum(n) FILTER (WHERE what = 'family_letter') AS family_letter,
		sum(n) FILTER (WHERE what = 'labour_times') AS labour_times,
		sum(n) FILTER (WHERE what = 'labour_hours') AS labour_hours,
		sum(n) FILTER (WHERE what = 'relief_visits') AS relief_visits,
		sum(n) FILTER (WHERE what = 'relief_people') AS relief_people,
		sum(n) FILTER (WHERE what = 'relief_amount') AS relief_amount,
		sum(n) FILTER (WHERE what = 'with_income') AS with_income,
		sum(n) FILTER (WHERE what = 'income_sum') AS income_sum,
		max(n) FILTER (WHERE what = 'income_highest') AS income_highest,
		sum(n) FILTER (WHERE what = 'followups') AS followups,
		sum(n) FILTER (WHERE what = 'followup_people') AS followup_people,
		sum(n) FILTER (WHERE what = 'followup_elsewhere') AS followup_elsewhere,
		sum(n) FILTER (WHERE what = 'followup_accepted') AS followup_accepted,
		sum(n) FILTER (WHERE what = 'followup_used') AS followup_used,
		sum(n) FILTER (WHERE what = 'publicity') AS publicity,
		sum(n) FILTER (WHERE what = 'publicity_people') AS publicity_people,
		sum(n) FILTER (WHERE what = 'publicity_papers') AS publicity_papers,
		sum(n) FILTER (WHERE what = 'lessons') AS lessons,
		sum(n) FILTER (WHERE what = 'lessons_planned') AS lessons_planned,
		sum(n) FILTER (WHERE what = 'hall_visitors') AS hall_visitors,
		sum(n) FILTER (WHERE what = 'groups') AS groups,
		sum(n) FILTER (WHERE what = 'group_people') AS group_people,
		sum(n) FILTER (WHERE what = 'courses') AS courses,
		sum(n) FILTER (WHERE what = 'course_people') AS course_people,
		sum(n) FILTER (WHERE what = 'team_courses') AS team_courses,
		sum(n) FILTER (WHERE what = 'team_people') AS team_people,
		sum(n) FILTER (WHERE what = 'meetings') AS meetings,
		sum(n) FILTER (WHERE what = 'partners') AS partners,
		sum(n) FILTER (WHERE what = 'schools') AS schools,
		sum(n) FILTER (WHERE what = 'schools_connected') AS schools_connected,
		sum(n) FILTER (WHERE what = 'full_time') AS full_time,
		sum(n) FILTER (WHERE what = 'volunteers') AS volunteers,
		sum(n) FILTER (WHERE what = 'units_applied') AS units_applied,
		sum(n) FILTER (WHERE what = 'units_named') AS units_named,
		sum(n) FILTER (WHERE what = 'units_village') AS units_village,
		sum(n) FILTER (WHERE what = 'units_work') AS units_work,
		sum(n) FILTER (WHERE what = 'units_town') AS units_town,
		sum(n) FILTER (WHERE what = 'units_school') AS units_school,
		sum(n) FILTER (WHERE what = 'units_enterprise') AS units_enterprise,
		sum(n) FILTER (WHERE what = 'units_withdrawn') AS units_withdrawn,
		sum(n) FILTER (WHERE what = 'fund_income') AS fund_income,
		sum(n) FILTER (WHERE what = 'fund_sales') AS fund_sales,
		sum(n) FILTER (WHERE what = 'fund_given') AS fund_given,
		sum(n) FILTER (WHERE what = 'fund_grants') AS fund_grants,
		sum(n) FILTER (WHERE what = 'produce_bought') AS produce_bought,
		sum(n) FILTER (WHERE what = 'fund_balance') AS fund_balance,
		sum(n) FILTER (WHERE what = 'sweep_households') AS sweep_households,
		sum(n) FILTER (WHERE what = 'sweep_checked') AS sweep_checked,
		sum(n) FILTER (WHERE what = 'sweep_people') AS sweep_people,
		sum(n) FILTER (WHERE what = 'sweep_people_checked') AS sweep_people_checked,
		sum(n) FILTER (WHERE what = 'sweep_found') AS sweep_found,
		sum(n) FILTER (WHERE what = 'sweep_taken') AS sweep_taken,
		sum(n) FILTER (WHERE what = 'attended') AS attended,
		sum(n) FILTER (WHERE what = 'certificates') AS certificates,
		sum(n) FILTER (WHERE what = 'contest_people') AS contest_people,
		sum(n) FILTER (WHERE what = 'contest_planned') AS contest_planned,
		sum(n) FILTER (WHERE what = 'pupils') AS pupils,
		sum(n) FILTER (WHERE what = 'pupils_registered') AS pupils_registered,
		sum(n) FILTER (WHERE what = 'points') AS points,
		sum(n) FILTER (WHERE what = 'work_funds') AS work_funds,
		sum(n) FILTER (WHERE what = 'satisfaction_sum') AS satisfaction_sum,
		sum(n) FILTER (WHERE what = 'surveys') AS surveys,
		sum(n) FILTER (WHERE what = 'score_sum') AS score_sum,
		sum(n) FILTER (WHERE what = 'score_most') AS score_most,
		sum(n) FILTER (WHERE what = 'population') AS population,
		sum(n) FILTER (WHERE what = 'tasks_due') AS tasks_due,
		sum(n) FILTER (WHERE what = 'tasks_done') AS tasks_done,
		sum(n) FILTER (WHERE what = 'aftercare') AS aftercare,
		sum(n) FILTER (WHERE what = 'output') AS output
	FROM counted_by WHERE id IS NOT NULL GROUP BY id
),
line AS (
	SELECT id, resident FROM orders
	UNION SELECT id, resident FROM counted_by WHERE id < 0
),
-- Follow-ups after a release, every 3, 6 and 12 months in the three years (rule 9.28).
visited_again AS (
	SELECT w.id, count(*) AS should_again, sum(EXISTS (SELECT 1 FROM follow_up f WHERE f.resident = w.resident AND f.voided_at IS NULL
		AND f.occurred > w.a AND f.occurred <= w.b)) AS done_again
	FROM (SELECT o.id, o.resident, min(date(s.since, '+' || v.a || ' months'), date(s.since, 'start of month', '+' || (v.a + 1) || ' months',
			'-1 day')) AS a, min(date(s.since, '+' || v.b || ' months'), date(s.since, 'start of month', '+' || (v.b + 1) || ' months',
			'-1 day')) AS b
		FROM orders o JOIN stood s ON s.id = o.id AND s.state = 'released' JOIN (SELECT 0 AS a, 3 AS b UNION ALL VALUES (3, 6), (6, 9),
			(9, 12), (12, 18), (18, 24), (24, 36)) v) w, p
	WHERE w.b BETWEEN p.first AND p.day AND w.b < p.as_of AND w.a >= (SELECT day FROM began)
		AND EXISTS (SELECT 1 FROM follow_up f JOIN orders o ON o.resident = f.resident WHERE f.voided_at IS NULL)
	GROUP BY w.id
),
o AS (
	SELECT o.id, o.resident, o.kind, s.state, o.began, o.agreed, o.deadline, o.sex, i.risk, i.control, i.job, p.day, i.newest,
		y.resident IS NOT NULL AS allowed, coalesce(q.state IN ('awaiting', 'executing', 'suspended'), 0) AS was_open,
		coalesce(v.should, 0) AS visits_should, coalesce(v.done, 0) AS visits_done, coalesce(v.missing, 0) AS visits_missing,
		d.talks_after, d.visits_after, d.calls_after, d.aid_after,
		EXISTS (SELECT 1 FROM used u WHERE u.resident = o.resident AND u.order_id IS NOT NULL AND u.day BETWEEN o.began AND p.day) AS relapsed,
		CASE WHEN o.taken_on IS NULL THEN o.taken_from IS NOT NULL AND o.began BETWEEN p.first AND p.day
			ELSE o.taken_on BETWEEN p.first AND p.day END AS taken_over, c.kind AS held,
		coalesce(c.kind IN ('detained', 'arrested', 'prison', 'isolation'), 0) AS locked,
		min(date(k.day, '+36 months'), date(k.day, 'start of month', '+37 months', '-1 day')) <= p.day AS three_years,
		min(date(k.since, '+36 months'), date(k.since, 'start of month', '+37 months', '-1 day')) <= p.day AS three_clean,
		s.state = 'released' AND min(date(s.since, '+36 months'), date(s.since, 'start of month', '+37 months', '-1 day')) > p.day AS lately,
		EXISTS (SELECT 1 FROM used u WHERE u.resident = o.resident AND u.order_id IS NOT NULL AND u.day BETWEEN p.first AND p.day) AS seen_using,
		s.state = 'released' AND EXISTS (SELECT 1 FROM used u WHERE u.order_id = o.id AND u.day > s.since
			AND u.day BETWEEN p.first AND p.day) AS used_after,
		2 * (1 + (substr(p.last, 1, 4) - substr(p.first, 1, 4)) * 12 + substr(p.last, 6, 2) - substr(p.first, 6, 2)) AS visits_wanted,
		f.order_id IS NOT NULL AS breach,
		coalesce(h.refusal, 0) AS told_refusal, coalesce(f.told, 0) AS told_breach, coalesce(l.late, 0) AS late, coalesce(l.away, 0) AS away,
		d.talks, d.visits, d.calls, d.reached, d.reports, d.searches, coalesce(d.met, 0) AS met, d.leaves, d.warnings, d.placed, d.aid,
		d.amount, d.training, d.allowance, d.relief,
		s.since BETWEEN p.first AND p.day AS since_in, o.began BETWEEN p.first AND p.day AS began_in,
		o.deadline BETWEEN p.first AND p.day AS deadline_in,
		s.state IN ('awaiting', 'executing', 'suspended') AS registered, s.state IN ('executing', 'suspended') AS under,
		substr(p.day, 1, 4) - substr(o.birth, 1, 4) - (substr(p.day, 6) < substr(o.birth, 6)) AS age,
		coalesce(o.drug IN ('heroin', 'opium', 'morphine', 'cannabis', 'cocaine'), 0) AS old_drug,
		coalesce(o.drug IN ('meth', 'ketamine', 'etomidate', 'mdma', 'spice'), 0) AS new_drug,
		coalesce(i.job NOT IN ('none', 'school', '80', '90'), 0) AS works,
		coalesce(w.should, 0) AS should, coalesce(w.done, 0) AS done, coalesce(w.missing, 0) AS missing,
		coalesce(w.excused, 0) AS excused, w.in_suspension, w.in_detention, w.in_prison, w.in_isolation,
		coalesce(t.tests, 0) AS tests, coalesce(t.positive, 0) AS positive,
		x.id IS NOT NULL AND (s.state <> 'suspended' OR x.approved) AS filed
	FROM orders o JOIN p JOIN stood s ON s.id = o.id JOIN person i ON i.id = o.id LEFT JOIN counted w ON w.id = o.id
		LEFT JOIN taken t ON t.order_id = o.id LEFT JOIN done d ON d.order_id = o.id LEFT JOIN away l ON l.order_id = o.id
		LEFT JOIN breaches f ON f.order_id = o.id
		LEFT JOIN custodies c ON c.resident = o.resident AND c.newest = 1 LEFT JOIN clean k ON k.resident = o.resident
		LEFT JOIN told h ON h.order_id = o.id LEFT JOIN filed x ON x.id = o.id LEFT JOIN asked v ON v.id = o.id
		LEFT JOIN stood_before q ON q.id = o.id LEFT JOIN allowed y ON y.resident = o.resident
)
SELECT line.resident,
	registered AS register,
	registered AND sex = 'm' AS male,
	registered AND sex = 'f' AS female,
	registered AND coalesce(sex NOT IN ('m', 'f'), 1) AS sex_unknown,
	registered AND NOT was_open AS register_new,
	was_open AND NOT registered AS register_left,
	registered AND age BETWEEN 18 AND 30 AS age_18_30,
	registered AND age BETWEEN 31 AND 50 AS age_31_50,
	registered AND age > 50 AS age_over_50,
	registered AND coalesce(age < 18, 1) AS age_other,
	registered AND old_drug AS drug_traditional,
	registered AND new_drug AS drug_new,
	registered AND NOT old_drug AND NOT new_drug AS drug_other,
	kind = 'detox' AND state = 'executing' AS detox_executing,
	kind = 'detox' AND began_in AS detox_new,
	kind = 'detox' AND taken_over AS detox_taken,
	kind = 'detox' AND state = 'released' AND since_in AS detox_released,
	kind = 'detox' AND state = 'suspended' AS detox_suspended,
	kind = 'detox' AND state = 'terminated' AND since_in AS detox_terminated,
	kind = 'detox' AND state = 'moved' AND since_in AS detox_moved,
	kind = 'rehab' AND state = 'executing' AS rehab_executing,
	kind = 'rehab' AND began_in AS rehab_new,
	kind = 'rehab' AND taken_over AS rehab_taken,
	kind = 'rehab' AND state = 'released' AND since_in AS rehab_released,
	kind = 'rehab' AND state = 'suspended' AS rehab_suspended,
	kind = 'rehab' AND state = 'terminated' AND since_in AS rehab_terminated,
	kind = 'rehab' AND state = 'moved' AND since_in AS rehab_moved,
	state = 'awaiting' AS awaiting,
	state = 'awaiting' AND deadline < day AS report_overdue,
	state = 'awaiting' AND deadline < day AND NOT told_refusal AS report_overdue_untold,
	state = 'awaiting' AND deadline < day AND told_refusal AS report_overdue_told,
	deadline_in AS deadlines,
	deadline_in AND began <= deadline AS reported_in_time,
	under AND agreed <= day AS agreed,
	under AND filed AS dossier_complete,
	registered AND risk = 'high' AS risk_high,
	registered AND risk = 'mid' AS risk_mid,
	registered AND risk = 'low' AS risk_low,
	registered AND coalesce(risk NOT IN ('high', 'mid', 'low'), 1) AS risk_none,
	should AS tests_should,
	done AS tests_done,
	missing AS tests_missing,
	excused AS tests_excused,
	in_suspension AS excused_suspended,
	in_detention AS excused_detained,
	in_prison AS excused_prison,
	in_isolation AS excused_isolation,
	0 AS excused_ill,
	tests AS tests_taken,
	positive AS tests_positive,
	used_after AS relapse_after_release,
	state = 'executing' AND tests > 0 AS tested,
	under AND began IS NOT NULL AND NOT relapsed AND control IS NOT '03' AND coalesce(held NOT IN ('prison', 'isolation'), 1) AS without_use,
	talks AS talks,
	visits AS visits,
	calls AS calls,
	reached AS calls_reached,
	reports AS self_reports,
	searches AS searches,
	visits_should, visits_done, visits_missing, talks_after, visits_after, calls_after,
	talks_after > 0 OR visits_after > 0 OR calls_after > 0 OR aid_after > 0 AS people_after,
	state = 'executing' AND (met OR tests > 0) AS met,
	state = 'executing' AND visits >= visits_wanted AS visited_enough,
	leaves AS leaves,
	registered AND away AS on_leave,
	registered AND late AS leave_overdue,
	warnings AS warnings,
	registered AND breach AS breach,
	registered AND breach AND NOT told_breach AS breach_untold,
	registered AND breach AND told_breach AS breach_told,
	registered AND control = '01' AND NOT locked AS in_control,
	registered AND control = '02' AS lost,
	control = '03' AND (registered OR since_in) AS died,
	control = '05' AS abstinent,
	registered AND control IS NULL AS control_unknown,
	held = 'isolation' AS isolation,
	held = 'prison' AS prison,
	held IN ('detained', 'arrested') AS detained,
	registered AND works AS employed,
	placed AS placements,
	placed > 0 AS placed,
	aid AS aid_times,
	aid > 0 AS aid_people,
	amount AS aid_amount,
	training AS training_times,
	training > 0 AS training_people,
	allowance > 0 AS allowance_people,
	registered AND allowed AS allowance_in_force,
	relief AS relief_times,
	aid_after,
	released_from_centre, fetched, intakes, intakes_taken, moved_out, moved_in, dual, newly_lost, found_again,
	in_grid, app_registered, checkins_due, checkins_done, checkin_days, planned, measures_due, measures_done, plan_reviews,
	cases_applied, cases_granted, cases_refused, cases_amount, startups, fees_waived, aid_running,
	allowance_running, in_hardship, out_of_hardship, in_care, care_new, referrals, maintained, paired, counselled,
	counselled_people, family_contacts, family_phone, family_video, family_letter, labour_times, labour_hours,
	relief_visits, relief_people, relief_amount, with_income, income_sum, income_highest, followups,
	followup_people, followup_elsewhere, followup_accepted, followup_used,
	newest * should_again AS followups_due, newest * done_again AS followups_done,
	publicity, publicity_people, publicity_papers, lessons, lessons_planned, hall_visitors, groups, group_people,
	courses, course_people, team_courses, team_people, meetings, partners, schools, schools_connected, full_time,
	volunteers, units_applied, units_named, units_village, units_work, units_town, units_school, units_enterprise,
	units_withdrawn, fund_income, fund_sales, fund_given, fund_grants, produce_bought, fund_balance,
	sweep_households, sweep_checked, sweep_people, sweep_people_checked, sweep_found, sweep_taken, output,
	places_taken, in_community, places_offered,
	intakes_not, intakes_open, hardship_new, maintained_new, paired_new, publicity_attended, publicity_visits, course_attended, course_visits, course_passed, certificates, group_attended, round_people,
	attended, contest_people, contest_planned, pupils, pupils_registered, points, work_funds,
	satisfaction_sum, surveys, score_sum, score_most, population, tasks_due, tasks_done, aftercare,
	paired > 0 AND (talks > 0 OR visits > 0 OR reached > 0) AS pairs_kept,
	state = 'executing' AS executing,
	under AS reported,
	registered AND control IS NOT '03' AND coalesce(held NOT IN ('prison', 'isolation'), 1) AS execution_base,
	under AND control IS NOT '03' AND coalesce(held NOT IN ('prison', 'isolation'), 1) AS under_execution,
	registered AND control IS NOT NULL AND control <> '02' AND NOT locked AS located,
	registered AND (control = '02' OR (control = '01' AND NOT locked)) AS control_stated,
	began <= day AND (under OR (NOT registered AND since_in) OR lately) AS executed,
	began <= day AND (under OR (NOT registered AND since_in) OR lately) AND seen_using AS found_using,
	registered AND age BETWEEN 16 AND 59 AND coalesce(job NOT IN ('school', '80'), 1) AS able,
	registered AND age BETWEEN 16 AND 59 AND works AND job NOT IN ('school', '80') AS able_employed,
	three_years AND newest AND control IS NOT '03' AS three_years,
	three_clean AND newest AND control IS NOT '03' AS three_clean
FROM line LEFT JOIN o ON o.id = line.id LEFT JOIN more ON more.id = line.id
	LEFT JOIN visited_again g ON g.id = line.id ORDER BY line.resident
