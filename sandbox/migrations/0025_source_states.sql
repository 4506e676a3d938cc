-- Sources that are told to be slow or out (`sandbox source`), and the notes for offices that one was out (contract 3, SourceStatus).

CREATE TABLE source_state (
    source TEXT PRIMARY KEY,
    state  TEXT NOT NULL,           -- slow, down
    since  INTEGER NOT NULL,
    until  TEXT                     -- when it is expected back; none: not known
) STRICT;

CREATE TABLE later_note (           -- only what was given here counts as a note
    token  TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    source TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
