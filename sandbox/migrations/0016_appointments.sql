-- Appointments at offices.

CREATE TABLE appointment (
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL,             -- who booked
    agency       TEXT NOT NULL,             -- JSON
    agency_code  TEXT NOT NULL,
    start        TEXT NOT NULL,             -- instant as the contract writes it
    ticket       TEXT NOT NULL,             -- number to call
    token        TEXT NOT NULL,             -- of the QR code
    visitor      TEXT,                      -- JSON: who comes, unless who booked
    phone        TEXT NOT NULL,
    draft_id     TEXT,
    dossier_code TEXT,
    cancelled_at TEXT
) STRICT;

CREATE INDEX appointment_by_slot ON appointment (agency_code, start);
CREATE INDEX appointment_by_dossier ON appointment (dossier_code);
