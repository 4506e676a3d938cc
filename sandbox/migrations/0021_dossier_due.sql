-- What a register says is to be paid for a dossier: one of its requests (contract 4.8), and what the register calls it.

CREATE TABLE dossier_due (
    request_id   TEXT PRIMARY KEY,
    dossier_code TEXT NOT NULL REFERENCES dossier (code),
    kind         TEXT NOT NULL,             -- contribution, exam …
    ref          TEXT NOT NULL,
    valid_until  TEXT                       -- last day on which its figures hold; none: always
) STRICT;

CREATE INDEX dossier_due_of ON dossier_due (kind, ref);
