-- Keys under which personal devices keep a person's drafts (operation 40). One that has run out is kept: what was
-- encrypted with it can still be read by its person.

CREATE TABLE draft_key (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL,
    key        BLOB NOT NULL,               -- 32 bytes
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_key_by_person ON draft_key (person, expires_at);
