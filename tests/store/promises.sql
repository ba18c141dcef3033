-- What was promised once more, in SQL by hand (rules 8.8 to 8.12): person, kind of due row, record, day.
-- tests/store/test_promises.c compares; the station keeps plans, grids and follow-ups.
WITH
seen AS (SELECT id FROM resident WHERE voided_at IS NULL AND sealed IS NULL AND coalesce(control, '') <> '03'),
orders AS (SELECT *, row_number() OVER (PARTITION BY resident ORDER BY ordered DESC, id DESC) AS n FROM treatment_order WHERE voided_at IS NULL),
begun AS (SELECT id, resident, coalesce(taken_on, reported, term_start, ordered) AS day FROM orders WHERE state IN ('executing', 'suspended')),
heard AS (
	SELECT resident, max(occurred) AS day FROM (SELECT resident, occurred FROM visit WHERE voided_at IS NULL
		UNION ALL SELECT resident, occurred FROM talk WHERE voided_at IS NULL
		UNION ALL SELECT resident, occurred FROM phone_contact WHERE voided_at IS NULL) GROUP BY resident
),
-- After a release on day a: every 3, 6 and 12 months.
after AS (
	SELECT o.id, o.resident, min(date(o.ended, '+' || v.a || ' months'), date(o.ended, 'start of month', '+' || (v.a + 1) || ' months',
			'-1 day')) AS a, min(date(o.ended, '+' || v.b || ' months'), date(o.ended, 'start of month', '+' || (v.b + 1) || ' months',
			'-1 day')) AS b
	FROM orders o JOIN (SELECT 0 AS a, 3 AS b UNION ALL VALUES (3, 6), (6, 9), (9, 12), (12, 18), (18, 24), (24, 36)) v
	WHERE o.state = 'released' AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.resident = o.resident AND x.id <> o.id
		AND (x.state IN ('awaiting', 'executing', 'suspended') OR x.ordered >= o.ended))
),
promised AS (
	SELECT resident, 64 AS kind, id, release_on AS due_on FROM pickup WHERE voided_at IS NULL AND fetched IS NULL AND not_fetched IS NULL
	UNION ALL SELECT resident, 65, id, date(fetched, '+15 days') FROM pickup p WHERE voided_at IS NULL AND coalesce(becomes, 'rehab') = 'rehab'
		AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.resident = p.resident
			AND (x.state IN ('awaiting', 'executing', 'suspended') OR x.ordered >= p.fetched))
	UNION ALL SELECT resident, 66, id, date(max(occurred, coalesce((SELECT max(s.occurred) FROM search s WHERE s.resident = l.resident
		AND s.voided_at IS NULL), '')), '+7 days') FROM lost l WHERE voided_at IS NULL AND found IS NULL
	UNION ALL SELECT resident, 67, id, occurred FROM lost WHERE voided_at IS NULL AND found IS NULL AND told_police IS NULL
	UNION ALL SELECT resident, 68, id, next_on FROM (SELECT *, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS n
		FROM counsel WHERE voided_at IS NULL) WHERE n = 1
	UNION ALL SELECT resident, 69, id, min(date(coalesce(reviewed, occurred), '+12 months'), date(coalesce(reviewed, occurred), 'start of month',
		'+13 months', '-1 day')) FROM hardship WHERE voided_at IS NULL AND until IS NULL
	UNION ALL SELECT c.resident, 70, c.id, date(max(coalesce(c.seen, c.occurred), coalesce(h.day, '')), '+30 days') FROM care c
		LEFT JOIN heard h ON h.resident = c.resident WHERE c.voided_at IS NULL AND c.until IS NULL
	UNION ALL SELECT resident, 71, id, date(occurred, '+15 days') FROM maintenance WHERE voided_at IS NULL AND until IS NULL AND filed IS NULL
	UNION ALL SELECT resident, 72, id, date(sent, '+15 days') FROM dual_control WHERE voided_at IS NULL AND until IS NULL AND answered IS NULL
	UNION ALL SELECT resident, 73, id, date(coalesce(contact_on, occurred), 'start of month', '+2 months', '-1 day') FROM dual_control
		WHERE voided_at IS NULL AND until IS NULL
	UNION ALL SELECT c.resident, 74, c.id, date(max(coalesce(c.contact_on, c.occurred), coalesce(h.day, '')), 'start of month', '+2 months',
		'-1 day') FROM pairing c LEFT JOIN heard h ON h.resident = c.resident WHERE c.voided_at IS NULL AND c.until IS NULL
	UNION ALL SELECT resident, 75, 0, date(day, '+15 days') FROM begun b WHERE NOT EXISTS (SELECT 1 FROM grid_entry g
		WHERE g.resident = b.resident AND g.voided_at IS NULL AND g.until IS NULL)
	UNION ALL SELECT resident, 76, id, date(coalesce(decided, noticed, discussed, looked, occurred), '+30 days') FROM help_case
		WHERE voided_at IS NULL AND until IS NULL AND paid_from IS NULL AND result IS NULL
	UNION ALL SELECT resident, 77, id, date(decided, '+30 days') FROM help_case WHERE voided_at IS NULL AND until IS NULL AND paid_from IS NULL
		AND result = 'granted' AND kind IN ('allowance', 'destitute')
	UNION ALL SELECT resident, 78, 0, date(day, '+30 days') FROM begun b WHERE NOT EXISTS (SELECT 1 FROM help_plan g
		WHERE g.resident = b.resident AND g.voided_at IS NULL)
	UNION ALL SELECT resident, 79, id, due_on FROM measure WHERE voided_at IS NULL AND done_on IS NULL
	UNION ALL SELECT resident, 80, id, review_on FROM (SELECT *, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS n
		FROM help_plan WHERE voided_at IS NULL) h WHERE n = 1 AND NOT EXISTS (SELECT 1 FROM plan_review v WHERE v.resident = h.resident
			AND v.voided_at IS NULL AND v.occurred > h.occurred)
	UNION ALL SELECT resident, 81, id, next_on FROM (SELECT *, row_number() OVER (PARTITION BY resident ORDER BY occurred DESC, id DESC) AS n
		FROM plan_review WHERE voided_at IS NULL) h WHERE n = 1 AND NOT EXISTS (SELECT 1 FROM help_plan v WHERE v.resident = h.resident
			AND v.voided_at IS NULL AND v.occurred > h.occurred)
	UNION ALL SELECT resident, 82, id, date(occurred, '+15 days') FROM moving m WHERE voided_at IS NULL AND receipt IS NULL AND refused IS NULL
		AND NOT (direction = 'out' AND resident IN (SELECT o.resident FROM orders o, status_change s WHERE s.order_id = o.id
			AND s.voided_at IS NULL AND s.state = 'moved'))
	UNION ALL SELECT resident, 83, 0, min(b) FROM after a WHERE a >= (SELECT value FROM setting WHERE key = 'station.began')
		AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.resident = a.resident AND f.voided_at IS NULL AND f.occurred > a.a) GROUP BY id
)
SELECT resident, kind, id, due_on FROM promised WHERE due_on IS NOT NULL AND resident IN (SELECT id FROM seen)
	AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.resident = promised.resident AND o.n = 1 AND (
		(promised.kind IN (80, 81) AND o.state NOT IN ('awaiting', 'executing', 'suspended'))
		OR (promised.kind NOT IN (64, 65, 75, 78, 83) AND o.state = 'moved')))
