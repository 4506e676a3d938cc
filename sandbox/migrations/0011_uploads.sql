-- Uploads; their bytes are files of the same id beside the database.

CREATE TABLE upload (
    id            TEXT PRIMARY KEY,
    person        TEXT NOT NULL,
    name          TEXT NOT NULL,
    media_type    TEXT NOT NULL,            -- as announced; once it is whole, as its bytes say
    length        INTEGER NOT NULL,
    received      INTEGER NOT NULL,
    sha256        TEXT NOT NULL,            -- as announced, and checked when it is whole
    document_code TEXT,
    state         TEXT NOT NULL,            -- receiving, verifying, ready, rejected
    reject        TEXT,                     -- code of the rejection
    pages         INTEGER,
    created_at    TEXT NOT NULL,            -- instant as the contract writes it
    expires_at    INTEGER NOT NULL,         -- seconds since 1970
    dossier_code  TEXT                      -- the dossier that it went with: then it stays
) STRICT;

CREATE INDEX upload_by_person ON upload (person);
