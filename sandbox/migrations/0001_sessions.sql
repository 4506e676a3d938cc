-- Sessions, sign-ins under way, and what makes writes safe to repeat.

CREATE TABLE session (
    id_hash     TEXT PRIMARY KEY,           -- SHA-256 of the cookie: a stolen database opens no session
    person      TEXT NOT NULL,              -- subject at the identity server
    full_name   TEXT NOT NULL,
    personal_id TEXT,
    level       INTEGER NOT NULL,           -- 1 or 2
    auth_time   INTEGER NOT NULL,           -- seconds since 1970, like every time in this file
    method      TEXT NOT NULL,
    id_token    TEXT NOT NULL,              -- names the session at the identity server when it ends
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in (
    id_hash     TEXT PRIMARY KEY,           -- SHA-256 of the transaction cookie
    state       TEXT NOT NULL,
    nonce       TEXT NOT NULL,
    verifier    TEXT NOT NULL,              -- PKCE
    return_to   TEXT NOT NULL,
    level       INTEGER NOT NULL,
    fresh       INTEGER NOT NULL,
    replaces    TEXT,                       -- session that ends when this sign-in succeeds
    created_at  INTEGER NOT NULL,
    taken_at    INTEGER,                    -- when the code was first brought; it is exchanged once
    signed_in   TEXT                        -- JSON of what the exchange gave, for a callback that is called twice
) STRICT;

CREATE TABLE idempotency (
    person      TEXT NOT NULL,
    route       TEXT NOT NULL,              -- method and pattern: 'POST /drafts'
    key         TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    answer      TEXT,                       -- JSON of the first final answer; none while it is being worked on
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (person, route, key)
) STRICT;

CREATE INDEX idempotency_by_key ON idempotency (person, key);
