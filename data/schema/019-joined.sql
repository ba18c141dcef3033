-- What joins records: the letter and the test it is about, use found elsewhere, what a roster or a form said and when,
-- taking over and handing on, why an order ended.
ALTER TABLE warning ADD COLUMN window_no INTEGER;
ALTER TABLE warning ADD COLUMN another TEXT;
ALTER TABLE treatment_order ADD COLUMN taken_on TEXT CHECK (taken_on IS date(taken_on, '+0 days'));
ALTER TABLE treatment_order ADD COLUMN moved_to TEXT;
ALTER TABLE treatment_order ADD COLUMN papers_sent TEXT CHECK (papers_sent IS date(papers_sent, '+0 days'));
ALTER TABLE treatment_order ADD COLUMN receipt TEXT CHECK (receipt IS date(receipt, '+0 days'));
ALTER TABLE status_change ADD COLUMN cause TEXT;

CREATE REGISTER stated (
	basis TEXT NOT NULL,
	risk TEXT,
	control TEXT,
	job TEXT,
	workplace TEXT,
	place INTEGER REFERENCES place(id),
	team INTEGER REFERENCES help_team(id),
	holds TEXT,
	note TEXT
) STRICT;
CREATE INDEX stated_by_resident ON stated(resident, occurred, id);
CREATE INDEX stated_by_order ON stated(order_id) WHERE voided_at IS NULL;

CREATE REGISTER drug_use (
	found_by TEXT NOT NULL,
	authority TEXT,
	drug TEXT,
	doc_no TEXT,
	note TEXT
) STRICT;
CREATE INDEX drug_use_by_resident ON drug_use(resident, occurred, id);
CREATE INDEX drug_use_by_order ON drug_use(order_id) WHERE voided_at IS NULL;
