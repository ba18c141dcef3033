-- The whole life of a file, and the station's other registers.

-- From a slip to its paper: how a letter was served or why not, why there is none, what the police decided.
ALTER TABLE missed_test ADD COLUMN no_letter TEXT;
ALTER TABLE warning ADD COLUMN served_how TEXT;
ALTER TABLE warning ADD COLUMN not_served TEXT;
ALTER TABLE police_report ADD COLUMN not_sent TEXT;
ALTER TABLE police_report ADD COLUMN answer TEXT;
ALTER TABLE police_report ADD COLUMN answered TEXT;
ALTER TABLE police_report ADD COLUMN answer_no TEXT;
