-- Dossiers, what happened to them, and their papers. Instants are text as the contract writes it, all of one offset.

CREATE TABLE dossier (
    code           TEXT PRIMARY KEY,
    person         TEXT NOT NULL,           -- who sent it
    applicant_name TEXT NOT NULL,
    personal_id    TEXT,                    -- of who sent it
    form_id        TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    case_code      TEXT NOT NULL,
    agency         TEXT NOT NULL,           -- JSON
    state          INTEGER NOT NULL,        -- national code, 1 to 10
    submitted_at   TEXT NOT NULL,
    received_at    TEXT,
    due_at         TEXT,
    finished_at    TEXT,
    refused_at     TEXT,
    sent           TEXT NOT NULL,           -- JSON: the draft's writable members with the data that was sent
    receipt        TEXT NOT NULL,           -- JSON
    payments       TEXT NOT NULL,           -- JSON list
    likeness       TEXT NOT NULL,           -- hash of the answers that say whom it is about
    content_sha256 TEXT NOT NULL            -- hash of the receipt
) STRICT;

CREATE INDEX dossier_by_person ON dossier (person, submitted_at);

CREATE TABLE dossier_number (               -- running numbers of codes, by office and day
    prefix TEXT PRIMARY KEY,
    last   INTEGER NOT NULL
) STRICT;

CREATE TABLE dossier_event (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,
    dossier_code TEXT NOT NULL REFERENCES dossier (code),
    at           TEXT NOT NULL,
    state        INTEGER NOT NULL,          -- after it
    what         TEXT NOT NULL,             -- key of its words
    note         TEXT,
    actor        TEXT NOT NULL,             -- citizen, officer, system
    documents    TEXT NOT NULL              -- JSON list of ids
) STRICT;

CREATE INDEX dossier_event_by_dossier ON dossier_event (dossier_code, seq);

CREATE TABLE dossier_document (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    dossier_code TEXT NOT NULL REFERENCES dossier (code),
    kind         TEXT NOT NULL,             -- word of the contract
    title        TEXT NOT NULL,
    number       TEXT,
    issued_on    TEXT,
    media_type   TEXT NOT NULL,
    size         INTEGER,
    upload_id    TEXT,                      -- its bytes are this upload's,
    result_id    TEXT,                      -- or this prior result's,
    file         BLOB,                      -- or these
    submitted    TEXT                       -- JSON: how it came in
) STRICT;

CREATE INDEX dossier_document_by_dossier ON dossier_document (dossier_code, seq);

CREATE TABLE dossier_confirmation (
    dossier_code TEXT NOT NULL REFERENCES dossier (code),
    role         TEXT NOT NULL,
    name         TEXT NOT NULL,
    answered_at  TEXT NOT NULL,
    PRIMARY KEY (dossier_code, role, name)
) STRICT;

CREATE TABLE tracking_try (                 -- failed attempts, to slow guessing down
    code_sha256 TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
