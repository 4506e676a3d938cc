-- Consents, what was read for a form, and results issued here.

CREATE TABLE consent (
    id             TEXT PRIMARY KEY,
    person         TEXT NOT NULL,
    purpose        TEXT NOT NULL,           -- prefill, reuse-document
    procedure_code TEXT NOT NULL,
    scope          TEXT NOT NULL,           -- id of the source
    result_ids     TEXT NOT NULL,           -- JSON list
    text_version   TEXT NOT NULL,
    locale         TEXT NOT NULL,
    granted_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    withdrawn_at   INTEGER
) STRICT;

CREATE INDEX consent_by_person ON consent (person);

CREATE TABLE consent_use (                  -- dossiers sent under a consent
    consent_id   TEXT NOT NULL REFERENCES consent (id),
    dossier_code TEXT NOT NULL,
    PRIMARY KEY (consent_id, dossier_code)
) STRICT;

CREATE TABLE prefill (
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL,
    answer       TEXT NOT NULL,             -- JSON as given: values marked auto are checked against it
    expires_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE issued_result (                -- results of dossiers decided here; those of earlier days stand in persons/
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL,             -- whose it is
    result_code  TEXT NOT NULL,
    title        TEXT NOT NULL,
    number       TEXT,
    dossier_code TEXT NOT NULL,
    agency_code  TEXT NOT NULL,
    agency_name  TEXT NOT NULL,
    issued_on    TEXT NOT NULL,
    valid_until  TEXT,
    record_kind  TEXT,                      -- of facts.csv
    attributes   TEXT NOT NULL,             -- JSON: attribute -> value
    file_name    TEXT NOT NULL,
    file_type    TEXT NOT NULL,
    file         BLOB NOT NULL
) STRICT;

CREATE INDEX issued_result_by_person ON issued_result (person);
