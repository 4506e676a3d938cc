-- Values that another register gives days after a result was issued: a newborn's personal number.

CREATE TABLE awaited (
    result_id    TEXT NOT NULL REFERENCES issued_result (id),
    dossier_code TEXT NOT NULL,
    attribute    TEXT NOT NULL,             -- of the result's record
    source       TEXT NOT NULL,             -- who gives it: an id of sources.csv
    value        TEXT NOT NULL,             -- JSON: what it will answer
    due_at       INTEGER NOT NULL,          -- when it answers
    answered_at  INTEGER,                   -- when it did
    PRIMARY KEY (result_id, attribute)
) STRICT;

CREATE INDEX awaited_by_dossier ON awaited (dossier_code);
