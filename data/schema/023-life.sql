-- The whole life of a file, and the station's other registers.

-- Who put a paper into the file; of an archive note who closed the whole of it.
ALTER TABLE document ADD COLUMN filed_by TEXT;
