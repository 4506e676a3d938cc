-- Drafts: what is being filled in.

CREATE TABLE draft (
    id             TEXT PRIMARY KEY,
    person         TEXT NOT NULL,
    form_id        TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    content        TEXT NOT NULL,           -- JSON of the writable members, as typed
    etag           TEXT NOT NULL,           -- of the content
    created_at     TEXT NOT NULL,           -- instants as the contract writes them
    updated_at     TEXT NOT NULL,
    expires_at     INTEGER NOT NULL,        -- seconds since 1970
    dossier_code   TEXT                     -- what became of it
) STRICT;

CREATE INDEX draft_by_person ON draft (person, updated_at);
