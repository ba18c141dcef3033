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
	SELECT o.id, o.resident, o.kind, o.state, o.ordered, o.reported, o.agreed, o.ended, o.term_end,
		coalesce(o.term_start, o.reported) AS start, coalesce(o.reported, o.term_start) AS began,
		date(coalesce(o.served, o.ordered), '+15 days') AS deadline, coalesce(o.deducted, 0) AS deducted,
		CASE WHEN o.months >= 1 THEN o.months
			WHEN o.term_start IS NULL OR o.term_end IS NULL OR o.term_end < o.term_start THEN 36
			ELSE (SELECT min(m.k) FROM months m WHERE m.k > 0 AND min(date(o.term_start, '+' || m.k || ' months'),
				date(o.term_start, 'start of month', '+' || (m.k + 1) || ' months', '-1 day')) >= o.term_end) END AS months,
		o.taken_from, o.doc_no, o.served, r.team, r.sex, r.birth, r.drug, r.risk, r.control, r.job
	FROM treatment_order o JOIN resident r ON r.id = o.resident, p
	WHERE o.voided_at IS NULL AND r.voided_at IS NULL AND o.ordered <= p.day
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
	SELECT rhythm, k, lead(k) OVER (PARTITION BY rhythm ORDER BY k) AS next FROM (
		SELECT 'detox' AS rhythm, k FROM months WHERE k < 12 OR (k < 24 AND k % 2 = 0) OR (k >= 24 AND k % 3 = 0)
		UNION ALL SELECT 'rehab 3', k FROM months WHERE (k < 12 AND k % 2 = 0) OR (k BETWEEN 12 AND 23 AND k % 3 = 0) OR (k >= 24 AND k % 6 = 0)
		UNION ALL SELECT 'rehab 2', k FROM months WHERE k % 2 = 0)
),
-- The windows that may end in the period; one of a single last day belongs to the one before.
cut AS (
	SELECT 'test' AS what, t.id, t.last AS ends, min(date(t.start, '+' || w.k || ' months'),
			date(t.start, 'start of month', '+' || (w.k + 1) || ' months', '-1 day')) AS a, w.k,
		min(date(t.start, '+' || w.next || ' months'),
			date(t.start, 'start of month', '+' || (w.next + 1) || ' months', '-1 day')) AS next
	FROM terms t JOIN orders o ON o.id = t.id JOIN p
		JOIN rhythm w ON w.rhythm = CASE WHEN o.kind = 'detox' THEN 'detox' WHEN o.months <= 24 THEN 'rehab 2' ELSE 'rehab 3' END
			AND w.k BETWEEN (substr(p.first, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.first, 6, 2) - substr(t.start, 6, 2) - 8
				AND (substr(p.day, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.day, 6, 2) - substr(t.start, 6, 2)
	WHERE t.start <= p.day AND t.last >= p.first
	-- Those of the visits: by calendar months, at the rhythm of the tests of a detox (rule 5.2).
	UNION ALL
	SELECT 'visit', t.id, t.last, CASE w.k WHEN 0 THEN t.start ELSE date(t.start, 'start of month', '+' || w.k || ' months') END, w.k,
		date(t.start, 'start of month', '+' || w.next || ' months')
	FROM terms t JOIN p JOIN rhythm w ON w.rhythm = 'detox'
		AND w.k BETWEEN (substr(p.first, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.first, 6, 2) - substr(t.start, 6, 2) - 8
			AND (substr(p.day, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.day, 6, 2) - substr(t.start, 6, 2)
	WHERE t.start <= p.day AND t.last >= p.first
),
windows AS MATERIALIZED (
	SELECT what, id, a, b FROM (SELECT what, id, a, CASE WHEN next >= ends THEN ends ELSE date(next, '-1 day') END AS b
		FROM cut WHERE a < ends OR (a = ends AND k = 0)), p
	WHERE b BETWEEN p.first AND p.day AND b < p.as_of
),
-- Days on which nobody is asked: suspension, custody, and everything after the order was ended (4.1, 6 and 12).
off AS (
	SELECT order_id, a, coalesce(b, '9999-12-31') AS b FROM suspended
	UNION ALL
	SELECT order_id, occurred, coalesce(until, '9999-12-31') FROM custody WHERE voided_at IS NULL AND order_id IS NOT NULL
	UNION ALL
	SELECT id, date(ended, '+1 day'), '9999-12-31' FROM orders
	WHERE ended IS NOT NULL AND state NOT IN ('awaiting', 'executing', 'suspended')
),
days(day) AS MATERIALIZED (
	SELECT date(p.first, '-13 months') FROM p UNION ALL SELECT date(days.day, '+1 day') FROM days, p WHERE days.day < p.day
),
touched AS MATERIALIZED (
	SELECT w.what, w.id, w.a, w.b, off.a AS off_a, off.b AS off_b FROM windows w JOIN off ON off.order_id = w.id
	WHERE off.a <= w.b AND off.b >= w.a
),
excused AS (
	SELECT t.what, t.id, t.a FROM touched t GROUP BY t.what, t.id, t.a, t.b
	HAVING max(t.b BETWEEN t.off_a AND t.off_b) OR 2 * (SELECT count(*) FROM days WHERE days.day BETWEEN t.a AND t.b AND EXISTS
		(SELECT 1 FROM touched x WHERE x.what = t.what AND x.id = t.id AND x.a = t.a AND days.day BETWEEN x.off_a AND x.off_b))
		> julianday(t.b) - julianday(t.a) + 1
),
ended AS MATERIALIZED (
	SELECT w.what, w.id, w.a, e.id IS NOT NULL AS excused,
		CASE WHEN w.what = 'visit' THEN EXISTS (SELECT 1 FROM visit v WHERE v.order_id = w.id AND v.voided_at IS NULL
			AND v.occurred BETWEEN w.a AND w.b AND v.met = 'found')
		ELSE EXISTS (SELECT 1 FROM drug_test t WHERE t.order_id = w.id AND t.voided_at IS NULL AND t.occurred BETWEEN w.a AND w.b
			AND t.result IN ('neg', 'pos') AND NOT (t.nature IS 'elsewhere' AND coalesce(t.review, 'passed') <> 'passed')) END AS done
	FROM windows w LEFT JOIN excused e ON e.what = w.what AND e.id = w.id AND e.a = w.a
),
counted AS (
	SELECT id, sum(NOT excused) AS should, sum(NOT excused AND done) AS done, sum(NOT excused AND NOT done) AS missing
	FROM ended WHERE what = 'test' GROUP BY id
),
-- What began before the station counts and holds no visit is nobody's slip (rule 9.12).
asked AS (
	SELECT id, sum(NOT excused) AS should, sum(NOT excused AND done) AS done, sum(NOT excused AND NOT done) AS missing
	FROM ended WHERE what = 'visit' AND (done OR a >= (SELECT value FROM setting WHERE key = 'station.began')) GROUP BY id
),
taken AS (
	SELECT order_id, count(*) AS tests, sum(result = 'pos') AS positive FROM drug_test, p
	WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND result IN ('neg', 'pos')
		AND NOT (nature IS 'elsewhere' AND coalesce(review, 'passed') <> 'passed')
	GROUP BY order_id
),
-- The line of the log that held on the day, and whether there is a later one.
held AS (
	SELECT order_id, state, since, next IS NOT NULL AS later FROM lines, p WHERE since <= p.day AND (next IS NULL OR next > p.day)
),
stood AS (
	SELECT o.id,
		CASE WHEN h.later THEN h.state WHEN h.order_id IS NOT NULL THEN o.state
			WHEN o.ended <= p.day THEN o.state WHEN o.began <= p.day THEN 'executing' ELSE 'awaiting' END AS state,
		CASE WHEN h.order_id IS NOT NULL AND NOT h.later AND o.ended IS NOT NULL
				AND o.state NOT IN ('awaiting', 'executing', 'suspended') THEN o.ended
			WHEN h.order_id IS NOT NULL THEN h.since
			WHEN o.ended <= p.day THEN o.ended WHEN o.began <= p.day THEN o.began ELSE o.ordered END AS since
	FROM orders o JOIN p LEFT JOIN held h ON h.order_id = o.id
),
-- The same of the day before the period.
stood_before AS (
	SELECT o.id, CASE WHEN h.next IS NOT NULL THEN h.state WHEN h.order_id IS NOT NULL THEN o.state
			WHEN o.ended < p.first THEN o.state WHEN o.began < p.first THEN 'executing' ELSE 'awaiting' END AS state
	FROM orders o JOIN p LEFT JOIN lines h ON h.order_id = o.id AND h.since < p.first AND (h.next IS NULL OR h.next >= p.first)
	WHERE o.ordered < p.first
),
-- Whose newest work has ended, with no other begun since (rule 9.20).
jobless AS (
	SELECT e.resident FROM (SELECT resident, until, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS newest
			FROM employment, p WHERE voided_at IS NULL AND occurred <= p.day) e JOIN p
	WHERE e.newest = 1 AND e.until < p.day AND NOT EXISTS (SELECT 1 FROM employment l WHERE l.resident = e.resident
		AND l.voided_at IS NULL AND l.occurred > e.until AND l.occurred <= p.day)
),
allowed AS (
	SELECT DISTINCT resident FROM aid, p WHERE voided_at IS NULL AND kind = 'allowance' AND occurred <= p.day
		AND min(date(occurred, '+12 months'), date(occurred, 'start of month', '+13 months', '-1 day')) >= p.day
),
-- What a person was on the day: the newest record up to it; before the first record what stood there until it came.
levels AS (
	SELECT resident, value, occurred, field, row_number() OVER (PARTITION BY field, resident ORDER BY occurred DESC, id DESC) AS newest
	FROM (SELECT 'risk' AS field, id, resident, occurred, level AS value FROM assessment WHERE voided_at IS NULL
		UNION ALL SELECT 'control', id, resident, occurred, control FROM control_change WHERE voided_at IS NULL
		UNION ALL SELECT 'job', id, resident, occurred, job FROM employment WHERE voided_at IS NULL), p
	WHERE occurred <= p.day
),
recorded AS (
	SELECT resident, 'risk' AS field, min(seq) AS seq FROM assessment WHERE voided_at IS NULL GROUP BY resident
	UNION ALL SELECT resident, 'control', min(seq) FROM control_change WHERE voided_at IS NULL GROUP BY resident
	UNION ALL SELECT resident, 'job', min(seq) FROM employment WHERE voided_at IS NULL GROUP BY resident
),
first_values AS (
	SELECT h.record AS resident, h.field, h.old_value AS value,
		row_number() OVER (PARTITION BY h.record, h.field ORDER BY h.ver) AS oldest
	FROM history h JOIN recorded c ON c.resident = h.record AND c.field = h.field
	WHERE h.table_name = 'resident' AND h.seq >= c.seq
),
person AS (
	SELECT o.id, o.newest,
		CASE WHEN l1.value IS NOT NULL THEN l1.value WHEN c1.field IS NOT NULL AND f1.oldest = 1 THEN f1.value ELSE o.risk END AS risk,
		CASE WHEN l2.value IS NOT NULL THEN l2.value WHEN c2.field IS NOT NULL AND f2.oldest = 1 THEN f2.value ELSE o.control END
			AS control,
		CASE WHEN l3.value IS NOT NULL THEN l3.value WHEN c3.field IS NOT NULL AND f3.oldest = 1 THEN f3.value ELSE o.job END AS job
	FROM (SELECT id, resident, risk, control, job,
			row_number() OVER (PARTITION BY resident ORDER BY ordered DESC, id DESC) = 1 AS newest FROM orders) o
		LEFT JOIN levels l1 ON l1.resident = o.resident AND l1.field = 'risk' AND l1.newest = 1
		LEFT JOIN levels l2 ON l2.resident = o.resident AND l2.field = 'control' AND l2.newest = 1
		LEFT JOIN levels l3 ON l3.resident = o.resident AND l3.field = 'job' AND l3.newest = 1
		LEFT JOIN recorded c1 ON c1.resident = o.resident AND c1.field = 'risk'
		LEFT JOIN recorded c2 ON c2.resident = o.resident AND c2.field = 'control'
		LEFT JOIN recorded c3 ON c3.resident = o.resident AND c3.field = 'job'
		LEFT JOIN first_values f1 ON f1.resident = o.resident AND f1.field = 'risk' AND f1.oldest = 1
		LEFT JOIN first_values f2 ON f2.resident = o.resident AND f2.field = 'control' AND f2.oldest = 1
		LEFT JOIN first_values f3 ON f3.resident = o.resident AND f3.field = 'job' AND f3.oldest = 1
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
		SELECT order_id, state, state = 'overdue' OR (state <> 'back' AND ends < (SELECT day FROM p)) AS late FROM (
			SELECT order_id, coalesce(extends_to, leave_to) AS ends,
				CASE WHEN returned IS NULL THEN coalesce(leave_state, '') ELSE '' END AS state
			FROM leave, p WHERE voided_at IS NULL AND order_id IS NOT NULL AND leave_from <= p.day
				AND coalesce(leave_state, '') NOT IN ('refused', 'withdrawn') AND (returned IS NULL OR returned > p.day)))
	GROUP BY order_id
),
-- Refusals and absences up to the day (rules 6.3, 6.4). One refusal that stands in both registers
-- counts once; absences that touch are one, in the order they were warned about; days away count
-- once.
refusals AS (
	SELECT order_id, count(*) AS n FROM (
		SELECT order_id FROM missed_test, p WHERE voided_at IS NULL AND judged IN ('refused', 'evaded') AND occurred <= p.day
		UNION ALL
		SELECT w.order_id FROM warning w, p WHERE w.voided_at IS NULL AND w.kind IN ('refused', 'evaded') AND w.occurred <= p.day
			AND NOT EXISTS (SELECT 1 FROM missed_test m WHERE m.order_id = w.order_id AND m.voided_at IS NULL
				AND m.judged IN ('refused', 'evaded') AND m.occurred <= p.day
				AND (m.warning_no = w.doc_no OR m.occurred = w.occurred)))
	GROUP BY order_id
),
gone AS MATERIALIZED (
	SELECT w.order_id, w.away_from AS a, coalesce(w.away_until, p.day) AS b,
		row_number() OVER (PARTITION BY w.order_id ORDER BY w.occurred, w.id) AS n
	FROM warning w, p WHERE w.voided_at IS NULL AND w.kind = 'away' AND w.occurred <= p.day AND w.order_id IS NOT NULL
),
spans(order_id, day, b) AS (
	SELECT order_id, a, b FROM gone WHERE a <= b
	UNION ALL
	SELECT order_id, date(day, '+1 day'), b FROM spans WHERE day < b
),
touching AS (
	SELECT DISTINCT g.order_id, g.n FROM gone g JOIN gone e ON e.order_id = g.order_id AND e.n < g.n
	WHERE g.a <= g.b AND e.a <= e.b AND e.a <= date(g.b, '+1 day') AND e.b >= date(g.a, '-1 day')
),
absences AS (
	SELECT g.order_id, count(*) - count(t.n) AS n FROM gone g LEFT JOIN touching t ON t.order_id = g.order_id AND t.n = g.n
	GROUP BY g.order_id
),
days_gone AS (SELECT order_id, count(DISTINCT day) AS n FROM spans GROUP BY order_id),
-- The newest custody that holds the day is where the person is; also when the order has ended.
custodies AS (
	SELECT resident, kind, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS newest
	FROM custody, p WHERE voided_at IS NULL AND occurred <= p.day AND coalesce(until, p.day) >= p.day
),
relapsed AS (
	SELECT DISTINCT t.order_id FROM drug_test t JOIN orders o ON o.id = t.order_id JOIN p
	WHERE t.voided_at IS NULL AND t.result = 'pos' AND NOT (t.nature IS 'elsewhere' AND coalesce(t.review, 'passed') <> 'passed')
		AND t.occurred BETWEEN o.began AND p.day
),
told AS (
	SELECT order_id, max(reason = 'refusal') AS refusal, max(reason = 'breach') AS breach FROM police_report, p
	WHERE voided_at IS NULL AND sent <= p.day GROUP BY order_id
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
		AND EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'plan')
		AND (EXISTS (SELECT 1 FROM papers WHERE order_id = o.id AND kind = 'testlog')
			OR EXISTS (SELECT 1 FROM drug_test e WHERE e.order_id = o.id AND e.voided_at IS NULL AND e.occurred <= p.day))
		AND EXISTS (SELECT 1 FROM talk e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
		AND EXISTS (SELECT 1 FROM visit e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
		AND EXISTS (SELECT 1 FROM assessment e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL
			AND e.occurred <= p.day)
),
o AS (
	SELECT o.resident, o.kind, s.state, o.began, o.agreed, o.deadline, o.sex, i.risk, i.control, p.day,
		CASE WHEN z.resident IS NOT NULL THEN 'none' ELSE i.job END AS job, y.resident IS NOT NULL AS allowed,
		coalesce(q.state IN ('awaiting', 'executing', 'suspended'), 0) AS was_open,
		coalesce(v.should, 0) AS visits_should, coalesce(v.done, 0) AS visits_done, coalesce(v.missing, 0) AS visits_missing,
		d.talks_after, d.visits_after, d.calls_after, d.aid_after, i.newest,
		o.taken_from IS NOT NULL AS taken_over, c.kind AS held, r.order_id IS NOT NULL AS relapsed,
		min(date(o.began, '+36 months'), date(o.began, 'start of month', '+37 months', '-1 day')) <= p.day AS three_years,
		2 * (1 + (substr(p.last, 1, 4) - substr(p.first, 1, 4)) * 12 + substr(p.last, 6, 2) - substr(p.first, 6, 2)) AS visits_wanted,
		coalesce(f.n, 0) >= 3 OR coalesce(b.n, 0) >= 3 OR coalesce(g.n, 0) > 30 AS breach,
		coalesce(h.refusal, 0) AS told_refusal, coalesce(h.breach, 0) AS told_breach, coalesce(l.late, 0) AS late, coalesce(l.away, 0) AS away,
		d.talks, d.visits, d.calls, d.reached, d.reports, d.searches, coalesce(d.met, 0) AS met, d.leaves, d.warnings, d.placed, d.aid,
		d.amount, d.training, d.allowance, d.relief,
		s.since BETWEEN p.first AND p.day AS since_in, o.began BETWEEN p.first AND p.day AS began_in,
		o.deadline BETWEEN p.first AND p.day AS deadline_in,
		s.state IN ('awaiting', 'executing', 'suspended') AS registered, s.state IN ('executing', 'suspended') AS under,
		substr(p.day, 1, 4) - substr(o.birth, 1, 4) - (substr(p.day, 6) < substr(o.birth, 6)) AS age,
		coalesce(o.drug IN ('heroin', 'opium', 'morphine', 'cannabis', 'cocaine'), 0) AS old_drug,
		coalesce(o.drug IN ('meth', 'ketamine', 'etomidate', 'mdma', 'spice'), 0) AS new_drug,
		z.resident IS NULL AND coalesce(i.job NOT IN ('none', 'school', '80', '90'), 0) AS works,
		coalesce(w.should, 0) AS should, coalesce(w.done, 0) AS done, coalesce(w.missing, 0) AS missing,
		coalesce(t.tests, 0) AS tests, coalesce(t.positive, 0) AS positive,
		x.id IS NOT NULL AND (s.state <> 'suspended' OR x.approved) AS filed
	FROM orders o JOIN p JOIN stood s ON s.id = o.id JOIN person i ON i.id = o.id LEFT JOIN counted w ON w.id = o.id
		LEFT JOIN taken t ON t.order_id = o.id LEFT JOIN done d ON d.order_id = o.id LEFT JOIN away l ON l.order_id = o.id
		LEFT JOIN refusals f ON f.order_id = o.id LEFT JOIN absences b ON b.order_id = o.id LEFT JOIN days_gone g ON g.order_id = o.id
		LEFT JOIN custodies c ON c.resident = o.resident AND c.newest = 1 LEFT JOIN relapsed r ON r.order_id = o.id
		LEFT JOIN told h ON h.order_id = o.id LEFT JOIN filed x ON x.id = o.id LEFT JOIN asked v ON v.id = o.id
		LEFT JOIN stood_before q ON q.id = o.id LEFT JOIN jobless z ON z.resident = o.resident LEFT JOIN allowed y ON y.resident = o.resident
)
SELECT resident,
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
	kind = 'detox' AND began_in AND taken_over AS detox_taken,
	kind = 'detox' AND state = 'released' AND since_in AS detox_released,
	kind = 'detox' AND state = 'suspended' AS detox_suspended,
	kind = 'detox' AND state = 'terminated' AND since_in AS detox_terminated,
	kind = 'detox' AND state = 'moved' AND since_in AS detox_moved,
	kind = 'rehab' AND state = 'executing' AS rehab_executing,
	kind = 'rehab' AND began_in AS rehab_new,
	kind = 'rehab' AND began_in AND taken_over AS rehab_taken,
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
	tests AS tests_taken,
	positive AS tests_positive,
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
	registered AND control = '01' AS in_control,
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
	state = 'executing' AS executing,
	under AS reported,
	registered AND control IS NOT '03' AND coalesce(held NOT IN ('prison', 'isolation'), 1) AS execution_base,
	under AND control IS NOT '03' AND coalesce(held NOT IN ('prison', 'isolation'), 1) AS under_execution,
	registered AND control IS NOT NULL AND control <> '02' AS located,
	registered AND control IN ('01', '02') AS control_stated,
	began <= day AND (under OR (NOT registered AND since_in)) AS executed,
	began <= day AND (under OR (NOT registered AND since_in)) AND positive > 0 AS found_using,
	registered AND age BETWEEN 16 AND 59 AND coalesce(job NOT IN ('school', '80'), 1) AS able,
	registered AND age BETWEEN 16 AND 59 AND works AND job NOT IN ('school', '80') AS able_employed,
	three_years AS three_years,
	three_years AND newest AND NOT relapsed AND state <> 'terminated' AS three_clean
FROM o ORDER BY resident
