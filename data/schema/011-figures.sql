-- What the figures of a period are read from: by day and set by set, never person by person.

DROP VIEW resident_counted;
CREATE VIEW resident_counted AS
SELECT id, sealed, sex, birth, place, team, drug, risk, control, job FROM resident WHERE voided_at IS NULL;

-- An order begun elsewhere and taken over here (rule 2.9): where from.
ALTER TABLE treatment_order ADD COLUMN taken_from TEXT;

-- The columns a figure asks for stand in the index, so that a period is one run through a part of it.
DROP INDEX drug_test_by_day;
CREATE INDEX drug_test_by_day ON drug_test(occurred, order_id, result, nature, review) WHERE voided_at IS NULL;
CREATE INDEX drug_test_positive ON drug_test(order_id, occurred, nature, review)
	WHERE voided_at IS NULL AND result = 'pos';
CREATE INDEX talk_by_day ON talk(occurred, order_id, channel) WHERE voided_at IS NULL;
CREATE INDEX visit_by_day ON visit(occurred, order_id, met, relation) WHERE voided_at IS NULL;
CREATE INDEX phone_contact_by_day ON phone_contact(occurred, order_id, reached) WHERE voided_at IS NULL;
CREATE INDEX self_report_by_day ON self_report(occurred, order_id) WHERE voided_at IS NULL;
CREATE INDEX assessment_level ON assessment(resident, occurred, id, level) WHERE voided_at IS NULL;
