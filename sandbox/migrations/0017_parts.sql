-- Parts of linked services: one per procedure, each decided by its own office.

CREATE TABLE dossier_part (
    id             TEXT PRIMARY KEY,
    dossier_code   TEXT NOT NULL REFERENCES dossier (code),
    seq            INTEGER NOT NULL,        -- order in the definition
    key            TEXT NOT NULL,           -- id of the part in the definition
    procedure_code TEXT NOT NULL,
    name           TEXT NOT NULL,           -- Vietnamese; other languages have the definition's
    agency         TEXT NOT NULL,           -- JSON
    state          INTEGER NOT NULL,        -- national code, 1 to 10
    due_at         TEXT,
    results        TEXT NOT NULL,           -- JSON list: what it issues, as the definition says
    result         TEXT,                    -- JSON: what it issued
    UNIQUE (dossier_code, seq)
) STRICT;

ALTER TABLE dossier_event ADD COLUMN part_id TEXT; -- the part it is about; then `state` is the part's
