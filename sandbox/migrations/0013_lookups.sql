-- Look-ups, and what payments changed in the registers behind them.

CREATE TABLE call (                         -- calls of what is limited in number
    what TEXT NOT NULL,                     -- the operation: 'lookup violation'
    who  TEXT NOT NULL,                     -- key of the person; empty without session
    at   INTEGER NOT NULL                   -- seconds since 1970
) STRICT;

CREATE INDEX call_by_what ON call (what, who, at);

CREATE TABLE contribution_order (           -- what a contribution look-up worked out
    ref         TEXT PRIMARY KEY,
    person      TEXT NOT NULL,
    members     TEXT NOT NULL,              -- JSON list: number, months
    total       INTEGER NOT NULL,
    valid_until TEXT NOT NULL
) STRICT;

CREATE TABLE plate_draw (                   -- one number per draft
    draft_id   TEXT PRIMARY KEY,
    plate      TEXT NOT NULL UNIQUE,
    held_until TEXT NOT NULL
) STRICT;

CREATE TABLE settled (                      -- what was paid, by subject of the payment
    kind TEXT NOT NULL,                     -- violation, contribution, exam, electricity
    ref  TEXT NOT NULL,
    at   TEXT NOT NULL,
    PRIMARY KEY (kind, ref)
) STRICT;

CREATE TABLE card_extension (               -- health cards that a contribution made longer
    number   TEXT PRIMARY KEY,              -- the ten figures that card and insurance number share
    valid_to TEXT NOT NULL
) STRICT;
