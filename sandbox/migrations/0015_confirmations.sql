-- Confirmations by others, one-time codes, and the messages that the sandbox would send.

CREATE TABLE confirmation (
    id             TEXT PRIMARY KEY,
    draft_id       TEXT NOT NULL,
    dossier_code   TEXT,                    -- what became of the draft
    asked_by       TEXT NOT NULL,           -- key of who asked
    asked_by_name  TEXT NOT NULL,
    person         TEXT,                    -- key of who is asked, where they can sign in here
    personal_id    TEXT NOT NULL,           -- of who is asked
    full_name      TEXT NOT NULL,           -- of who is asked
    asked          TEXT NOT NULL,           -- JSON: purpose, role, channel, covers, scopes
    procedure_code TEXT NOT NULL,
    case_code      TEXT NOT NULL,
    shown          TEXT NOT NULL,           -- JSON: pointer -> value
    covers_sha256  TEXT NOT NULL,           -- of what is shown
    state          TEXT NOT NULL,           -- word of the contract
    reason         TEXT,
    requested_at   TEXT NOT NULL,
    due_by         TEXT NOT NULL,
    answered_at    TEXT
) STRICT;

CREATE INDEX confirmation_by_draft ON confirmation (draft_id);
CREATE INDEX confirmation_by_dossier ON confirmation (dossier_code);
CREATE INDEX confirmation_by_asker ON confirmation (asked_by, requested_at);
CREATE INDEX confirmation_by_asked ON confirmation (personal_id, requested_at);

CREATE TABLE one_time_code (
    id         TEXT PRIMARY KEY,
    purpose    TEXT NOT NULL,               -- word of the contract
    subject    TEXT NOT NULL,               -- what it proves something about
    person     TEXT NOT NULL,               -- who asked for it; empty without session
    value      TEXT NOT NULL,
    tries_left INTEGER NOT NULL,
    expires_at INTEGER NOT NULL             -- seconds since 1970
) STRICT;

CREATE TABLE message (
    seq     INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    channel TEXT NOT NULL,                  -- sms, email, vneid
    name    TEXT NOT NULL,                  -- of who gets it
    address TEXT NOT NULL,                  -- phone or e-mail
    what    TEXT NOT NULL,                  -- key of its words
    detail  TEXT NOT NULL                   -- a code, a link
) STRICT;
