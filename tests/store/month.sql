-- The month's figures once more, in SQL by hand: shares nothing with the program but the tables and the words of the
-- formulas. One row an order, one column a figure of figure_table under its id: 0 or NULL where the order does not count.
-- Reads temp.period(first, last, as_of). The rhythms are those a station begins with (domain.md 4.1), the report deadline
-- 15 days. tests/store/test_made_figures.c compares; tests/bench measures the program against it.
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
before AS MATERIALIZED (
	SELECT record, field, old_value, min(ver) FROM history
	WHERE table_name = 'resident' AND field IN ('risk', 'control', 'job') GROUP BY record, field
),
-- Orders made by then, with their start and months (R4; what is not said: by the dates as written, else three years).
orders AS (
	SELECT o.id, o.resident, o.kind, o.state, o.ordered, o.reported, o.agreed, o.ended, o.term_end,
		coalesce(o.term_start, o.reported) AS start, coalesce(o.reported, o.term_start) AS began,
		date(coalesce(o.served, o.ordered), '+15 days') AS deadline, coalesce(o.deducted, 0) AS deducted,
		CASE WHEN o.months >= 1 THEN o.months
			WHEN o.term_start IS NULL OR o.term_end IS NULL OR o.term_end < o.term_start THEN 36
			ELSE (SELECT min(m.k) FROM months m WHERE m.k > 0 AND min(date(o.term_start, '+' || m.k || ' months'),
				date(o.term_start, 'start of month', '+' || (m.k + 1) || ' months', '-1 day')) >= o.term_end) END AS months,
		r.sex, r.birth, r.drug, o.taken_from,
		row_number() OVER (PARTITION BY o.resident ORDER BY o.ordered DESC, o.id DESC) = 1 AS newest,
		-- Of the day: the last record up to it; before the first record what the file said then.
		CASE WHEN a.resident IS NULL THEN r.risk WHEN a.first <= p.day THEN (SELECT level FROM assessment x
				WHERE x.resident = r.id AND x.voided_at IS NULL AND x.occurred <= p.day ORDER BY x.occurred DESC, x.id DESC LIMIT 1)
			WHEN EXISTS (SELECT 1 FROM before WHERE record = r.id AND field = 'risk')
				THEN (SELECT old_value FROM before WHERE record = r.id AND field = 'risk') ELSE r.risk END AS risk,
		CASE WHEN k.resident IS NULL THEN r.control WHEN k.first <= p.day THEN (SELECT control FROM control_change x
				WHERE x.resident = r.id AND x.voided_at IS NULL AND x.occurred <= p.day ORDER BY x.occurred DESC, x.id DESC LIMIT 1)
			WHEN EXISTS (SELECT 1 FROM before WHERE record = r.id AND field = 'control')
				THEN (SELECT old_value FROM before WHERE record = r.id AND field = 'control') ELSE r.control END AS control,
		CASE WHEN e.resident IS NULL THEN r.job WHEN e.first <= p.day THEN (SELECT job FROM employment x
				WHERE x.resident = r.id AND x.voided_at IS NULL AND x.occurred <= p.day ORDER BY x.occurred DESC, x.id DESC LIMIT 1)
			WHEN EXISTS (SELECT 1 FROM before WHERE record = r.id AND field = 'job')
				THEN (SELECT old_value FROM before WHERE record = r.id AND field = 'job') ELSE r.job END AS job
	FROM treatment_order o JOIN resident r ON r.id = o.resident JOIN p
		LEFT JOIN (SELECT resident, min(occurred) AS first FROM assessment WHERE voided_at IS NULL GROUP BY resident) a
			ON a.resident = r.id
		LEFT JOIN (SELECT resident, min(occurred) AS first FROM control_change WHERE voided_at IS NULL GROUP BY resident) k
			ON k.resident = r.id
		LEFT JOIN (SELECT resident, min(occurred) AS first FROM employment WHERE voided_at IS NULL GROUP BY resident) e
			ON e.resident = r.id
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
-- Each suspension that is over and began within the term moves the end by its days (R17a).
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
	SELECT t.id, t.last AS ends, min(date(t.start, '+' || w.k || ' months'),
			date(t.start, 'start of month', '+' || (w.k + 1) || ' months', '-1 day')) AS a, w.k,
		min(date(t.start, '+' || w.next || ' months'),
			date(t.start, 'start of month', '+' || (w.next + 1) || ' months', '-1 day')) AS next
	FROM terms t JOIN orders o ON o.id = t.id JOIN p
		JOIN rhythm w ON w.rhythm = CASE WHEN o.kind = 'detox' THEN 'detox' WHEN o.months <= 24 THEN 'rehab 2' ELSE 'rehab 3' END
			AND w.k BETWEEN (substr(p.first, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.first, 6, 2) - substr(t.start, 6, 2) - 8
				AND (substr(p.day, 1, 4) - substr(t.start, 1, 4)) * 12 + substr(p.day, 6, 2) - substr(t.start, 6, 2)
	WHERE t.start <= p.day AND t.last >= p.first
),
windows AS MATERIALIZED (
	SELECT id, a, b FROM (SELECT id, a, CASE WHEN next >= ends THEN ends ELSE date(next, '-1 day') END AS b
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
	SELECT w.id, w.a, w.b, off.a AS off_a, off.b AS off_b FROM windows w JOIN off ON off.order_id = w.id
	WHERE off.a <= w.b AND off.b >= w.a
),
excused AS (
	SELECT t.id, t.a FROM touched t GROUP BY t.id, t.a, t.b
	HAVING max(t.b BETWEEN t.off_a AND t.off_b) OR 2 * (SELECT count(*) FROM days WHERE days.day BETWEEN t.a AND t.b AND EXISTS
		(SELECT 1 FROM touched x WHERE x.id = t.id AND x.a = t.a AND days.day BETWEEN x.off_a AND x.off_b))
		> julianday(t.b) - julianday(t.a) + 1
),
ended AS MATERIALIZED (
	SELECT w.id, e.id IS NOT NULL AS excused,
		EXISTS (SELECT 1 FROM drug_test t WHERE t.order_id = w.id AND t.voided_at IS NULL AND t.occurred BETWEEN w.a AND w.b
			AND t.result IN ('neg', 'pos') AND NOT (t.nature IS 'elsewhere' AND coalesce(t.review, 'passed') <> 'passed')) AS done
	FROM windows w LEFT JOIN excused e ON e.id = w.id AND e.a = w.a
),
counted AS (
	SELECT id, sum(NOT excused) AS should, sum(NOT excused AND done) AS done, sum(NOT excused AND NOT done) AS missing
	FROM ended GROUP BY id
),
taken AS (
	SELECT order_id, count(*) AS tests, sum(result = 'pos') AS positive FROM drug_test, p
	WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND result IN ('neg', 'pos')
		AND NOT (nature IS 'elsewhere' AND coalesce(review, 'passed') <> 'passed')
	GROUP BY order_id
),
-- Everything else that happened in the period, one row a kind of count.
acts(order_id, what, n) AS (
	SELECT order_id, 'talk', 1 FROM talk, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'met', 1 FROM talk, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND channel = 'face'
	UNION ALL SELECT order_id, 'visit', 1 FROM visit, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'met', 1 FROM visit, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND met = 'found' AND relation = 'self'
	UNION ALL SELECT order_id, 'call', 1 FROM phone_contact, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'reached', 1 FROM phone_contact, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND reached = 'yes'
	UNION ALL SELECT order_id, 'report', 1 FROM self_report, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'search', 1 FROM search, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'met', 1 FROM search, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND met = 'found'
	UNION ALL SELECT order_id, 'warning', 1 FROM warning, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, 'leave', 1 FROM leave, p WHERE voided_at IS NULL AND leave_from BETWEEN p.first AND p.day
		AND coalesce(leave_state, '') NOT IN ('refused', 'withdrawn')
	UNION ALL SELECT order_id, 'placed', 1 FROM employment, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND placed = 'yes'
	UNION ALL SELECT order_id, 'aid', 1 FROM aid, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
	UNION ALL SELECT order_id, kind, 1 FROM aid, p WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day
		AND kind IN ('training', 'allowance', 'relief')
	UNION ALL SELECT order_id, 'amount', amount FROM aid, p
		WHERE voided_at IS NULL AND occurred BETWEEN p.first AND p.day AND amount IS NOT NULL
),
acted AS (
	SELECT order_id, sum(n) FILTER (WHERE what = 'talk') AS talks, sum(n) FILTER (WHERE what = 'visit') AS visits,
		sum(n) FILTER (WHERE what = 'call') AS calls, sum(n) FILTER (WHERE what = 'reached') AS reached,
		sum(n) FILTER (WHERE what = 'report') AS reports, sum(n) FILTER (WHERE what = 'search') AS searches,
		sum(n) FILTER (WHERE what = 'met') AS met, sum(n) FILTER (WHERE what = 'warning') AS warnings,
		sum(n) FILTER (WHERE what = 'leave') AS leaves, sum(n) FILTER (WHERE what = 'placed') AS placed,
		sum(n) FILTER (WHERE what = 'aid') AS aids, sum(n) FILTER (WHERE what = 'training') AS trainings,
		sum(n) FILTER (WHERE what = 'allowance') AS allowances, sum(n) FILTER (WHERE what = 'relief') AS reliefs,
		sum(n) FILTER (WHERE what = 'amount') AS amount
	FROM acts WHERE order_id IS NOT NULL GROUP BY order_id
),
-- Leaves that may hold the day, as they stood then: who came back later was still away.
away AS (
	SELECT order_id, max(overdue) AS overdue, max(NOT overdue AND stood NOT IN ('pending', 'back')) AS away FROM (
		SELECT order_id, stood, stood = 'overdue' OR (stood <> 'back' AND ends < day) AS overdue FROM (
			SELECT order_id, p.day, coalesce(extends_to, leave_to) AS ends,
				CASE WHEN returned > p.day THEN '' ELSE coalesce(leave_state, '') END AS stood
			FROM leave, p WHERE voided_at IS NULL AND leave_from <= p.day AND coalesce(returned > p.day, 1)
				AND coalesce(leave_state, '') NOT IN ('refused', 'withdrawn')))
	GROUP BY order_id
),
-- R11: refusals once each, absences that touch once, days away once each.
refused AS (
	SELECT order_id, occurred, warning_no FROM missed_test, p
	WHERE voided_at IS NULL AND judged IN ('refused', 'evaded') AND occurred <= p.day
),
refusals AS (
	SELECT order_id, count(*) AS n FROM (
		SELECT order_id FROM refused
		UNION ALL
		SELECT order_id FROM warning w, p WHERE voided_at IS NULL AND kind IN ('refused', 'evaded') AND occurred <= p.day
			AND NOT EXISTS (SELECT 1 FROM refused r WHERE r.order_id = w.order_id
				AND (r.occurred = w.occurred OR r.warning_no = w.doc_no)))
	GROUP BY order_id
),
left_alone AS MATERIALIZED (
	SELECT order_id, away_from AS a, coalesce(away_until, p.day) AS b, row_number() OVER (ORDER BY occurred, id) AS n
	FROM warning, p WHERE voided_at IS NULL AND kind = 'away' AND occurred <= p.day
),
absences AS (
	SELECT x.order_id, sum(x.a IS NULL OR x.b < x.a OR NOT EXISTS (SELECT 1 FROM left_alone y WHERE y.order_id = x.order_id
			AND y.n < x.n AND y.a <= y.b AND y.a <= date(x.b, '+1 day') AND y.b >= date(x.a, '-1 day'))) AS n
	FROM left_alone x GROUP BY x.order_id
),
out_days(order_id, day, b) AS (
	SELECT order_id, a, b FROM left_alone WHERE a <= b
	UNION SELECT order_id, date(day, '+1 day'), b FROM out_days WHERE day < b
),
out_total AS (SELECT order_id, count(DISTINCT day) AS n FROM out_days GROUP BY order_id),
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
o AS (
	SELECT o.resident, o.kind, s.state, o.began, o.newest, o.taken_from IS NOT NULL AS taken, o.agreed, o.deadline, o.sex, o.risk, o.control, o.job, p.day,
		s.since BETWEEN p.first AND p.day AS since_in, o.began BETWEEN p.first AND p.day AS began_in,
		o.deadline BETWEEN p.first AND p.day AS deadline_in,
		s.state IN ('awaiting', 'executing', 'suspended') AS registered, s.state IN ('executing', 'suspended') AS under,
		substr(p.day, 1, 4) - substr(o.birth, 1, 4) - (substr(p.day, 6) < substr(o.birth, 6)) AS age,
		coalesce(o.drug IN ('heroin', 'opium', 'morphine', 'cannabis', 'cocaine'), 0) AS old_drug,
		coalesce(o.drug IN ('meth', 'ketamine', 'etomidate', 'mdma', 'spice'), 0) AS new_drug,
		coalesce(o.job NOT IN ('none', 'school', '80', '90'), 0) AS works,
		coalesce(c.should, 0) AS should, coalesce(c.done, 0) AS done, coalesce(c.missing, 0) AS missing,
		coalesce(t.tests, 0) AS tests, coalesce(t.positive, 0) AS positive,
		a.talks, a.visits, a.calls, a.reached, a.reports, a.searches, a.met, a.warnings, a.leaves, a.placed, a.aids, a.trainings,
		a.allowances, a.reliefs, a.amount, w.away, w.overdue,
		2 * ((substr(p.last, 1, 4) - substr(p.first, 1, 4)) * 12 + substr(p.last, 6, 2) - substr(p.first, 6, 2) + 1) AS wanted,
		coalesce(f.n >= 3, 0) OR coalesce(b.n >= 3, 0) OR coalesce(d.n > 30, 0) AS breach,
		EXISTS (SELECT 1 FROM police_report g WHERE g.order_id = o.id AND g.voided_at IS NULL AND g.sent <= p.day
			AND g.reason = 'refusal') AS told_refusal,
		EXISTS (SELECT 1 FROM police_report g WHERE g.order_id = o.id AND g.voided_at IS NULL AND g.sent <= p.day
			AND g.reason = 'breach') AS told_breach,
		(SELECT c.kind FROM custody c WHERE c.resident = o.resident AND c.voided_at IS NULL AND c.occurred <= p.day
			AND coalesce(c.until >= p.day, 1) ORDER BY c.occurred DESC, c.id DESC LIMIT 1) AS custody,
		min(date(o.began, '+36 months'), date(o.began, 'start of month', '+37 months', '-1 day')) <= p.day AS three,
		EXISTS (SELECT 1 FROM drug_test x WHERE x.order_id = o.id AND x.voided_at IS NULL AND x.result = 'pos'
			AND x.occurred BETWEEN o.began AND p.day
			AND NOT (x.nature IS 'elsewhere' AND coalesce(x.review, 'passed') <> 'passed')) AS relapsed
	FROM orders o JOIN p JOIN stood s ON s.id = o.id LEFT JOIN counted c ON c.id = o.id LEFT JOIN taken t ON t.order_id = o.id
		LEFT JOIN acted a ON a.order_id = o.id LEFT JOIN away w ON w.order_id = o.id LEFT JOIN refusals f ON f.order_id = o.id
		LEFT JOIN absences b ON b.order_id = o.id LEFT JOIN out_total d ON d.order_id = o.id
)
SELECT resident,
	registered AS register,
	registered AND sex = 'm' AS male,
	registered AND sex = 'f' AS female,
	registered AND age BETWEEN 18 AND 30 AS age_18_30,
	registered AND age BETWEEN 31 AND 50 AS age_31_50,
	registered AND age > 50 AS age_over_50,
	registered AND coalesce(age < 18, 1) AS age_other,
	registered AND old_drug AS drug_traditional,
	registered AND new_drug AS drug_new,
	registered AND NOT old_drug AND NOT new_drug AS drug_other,
	kind = 'detox' AND state = 'executing' AS detox_executing,
	kind = 'detox' AND began_in AS detox_new,
	kind = 'detox' AND began_in AND taken AS detox_taken,
	kind = 'detox' AND state = 'released' AND since_in AS detox_released,
	kind = 'detox' AND state = 'suspended' AS detox_suspended,
	kind = 'detox' AND state = 'terminated' AND since_in AS detox_terminated,
	kind = 'detox' AND state = 'moved' AND since_in AS detox_moved,
	kind = 'rehab' AND state = 'executing' AS rehab_executing,
	kind = 'rehab' AND began_in AS rehab_new,
	kind = 'rehab' AND began_in AND taken AS rehab_taken,
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
	talks, visits, calls, reached AS calls_reached, reports AS self_reports, searches,
	state = 'executing' AND (met > 0 OR tests > 0) AS met,
	state = 'executing' AND visits >= wanted AS visited_enough,
	leaves,
	registered AND away AS on_leave,
	registered AND overdue AS leave_overdue,
	warnings,
	registered AND breach AS breach,
	registered AND breach AND NOT told_breach AS breach_untold,
	registered AND breach AND told_breach AS breach_told,
	registered AND control = '01' AS in_control,
	registered AND control = '02' AS lost,
	control = '03' AND (registered OR since_in) AS died,
	control = '05' AS abstinent,
	custody = 'isolation' AS isolation,
	custody = 'prison' AS prison,
	custody IN ('detained', 'arrested') AS detained,
	registered AND works AS employed,
	placed > 0 AS placed,
	aids AS aid_times,
	aids > 0 AS aid_people,
	amount AS aid_amount,
	trainings AS training_times,
	trainings > 0 AS training_people,
	allowances > 0 AS allowance_people,
	reliefs AS relief_times,
	state = 'executing' AS executing,
	under AS reported,
	registered AND control IS NOT '03' AS execution_base,
	under AND control IS NOT '03' AS under_execution,
	registered AND control IS NOT NULL AND control <> '02' AS located,
	registered AND control IN ('01', '02') AS control_stated,
	began <= day AND (under OR (NOT registered AND since_in)) AS executed,
	began <= day AND (under OR (NOT registered AND since_in)) AND positive > 0 AS found_using,
	registered AND age BETWEEN 16 AND 59 AND coalesce(job NOT IN ('school', '80'), 1) AS able,
	registered AND age BETWEEN 16 AND 59 AND works AND job NOT IN ('school', '80') AS able_employed,
	three AS three_years,
	newest AND three AND NOT relapsed AND state <> 'terminated' AS three_clean
FROM o
