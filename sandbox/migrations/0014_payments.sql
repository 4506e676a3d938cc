-- Payments, and receipts that belong to no dossier.

CREATE TABLE payment (
    id                  TEXT PRIMARY KEY,
    person              TEXT NOT NULL,      -- who ordered it
    subject             TEXT NOT NULL,      -- JSON as ordered
    kind                TEXT NOT NULL,      -- of the subject
    ref                 TEXT NOT NULL,      -- of the subject; of a dossier: its request
    state               TEXT NOT NULL,      -- word of the contract
    amount              INTEGER NOT NULL,
    method              TEXT NOT NULL,
    payer               TEXT NOT NULL,      -- JSON
    delivery            TEXT,               -- JSON
    return_to           TEXT NOT NULL,
    code                TEXT NOT NULL UNIQUE, -- what gateway, bank or counter know it by
    secret              TEXT NOT NULL,      -- key of the gateway's messages
    gateway             TEXT,               -- what the gateway says when it is asked: paid
    changed_at          INTEGER NOT NULL,   -- seconds since 1970
    created_at          TEXT NOT NULL,
    expires_at          INTEGER NOT NULL,   -- seconds since 1970
    receipt             TEXT,               -- JSON
    receipt_file_id     TEXT,
    receipt_document_id TEXT
) STRICT;

CREATE INDEX payment_by_subject ON payment (kind, ref);
CREATE INDEX payment_by_person ON payment (person, created_at);

CREATE TABLE own_receipt (                  -- files of operations 42 and 43 that are no uploads
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    title      TEXT NOT NULL,
    at         TEXT NOT NULL,
    file       BLOB NOT NULL
) STRICT;

CREATE INDEX own_receipt_by_person ON own_receipt (person, at);
