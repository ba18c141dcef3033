-- Import and forms look for void and sealed rows too (they go to the head of the station): the partial indexes of step 2
-- cannot answer that, and a table scan a row made 20,000 residents take minutes.
CREATE INDEX resident_any_id_no ON resident(id_no) WHERE id_no IS NOT NULL;
CREATE INDEX resident_any_file_no ON resident(file_no) WHERE file_no IS NOT NULL;
CREATE INDEX treatment_order_any ON treatment_order(resident);
