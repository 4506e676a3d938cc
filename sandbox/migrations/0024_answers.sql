-- The contact as the person changed it (operation 10), and what a draft must tell when it is opened again (operation 15).

CREATE TABLE contact (
    person  TEXT PRIMARY KEY,
    contact TEXT NOT NULL               -- JSON of the contract
) STRICT;

ALTER TABLE draft ADD COLUMN notices TEXT NOT NULL DEFAULT '[]';   -- JSON list of codes; until it is saved again
