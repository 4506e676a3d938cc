-- What look-ups answered, so that values marked as theirs can be compared with it as long as a draft lives.

CREATE TABLE lookup_answer (
    person         TEXT NOT NULL,           -- who was answered
    lookup         TEXT NOT NULL,           -- id of the contract
    request_sha256 TEXT NOT NULL,           -- of what was asked, which is not kept itself
    answer         TEXT NOT NULL,           -- JSON as given: names and numbers of others are masked in it
    expires_at     INTEGER NOT NULL,        -- seconds since 1970
    PRIMARY KEY (person, lookup, request_sha256, answer)
) STRICT;
