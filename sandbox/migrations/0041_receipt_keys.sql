-- Keys that receipts are signed with (operations 39 and 46). A retired one stays listed.

CREATE TABLE receipt_key (
    kid        TEXT PRIMARY KEY,
    pkcs8      BLOB NOT NULL,               -- Ed25519, private and public
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER                      -- null while it is in use
) STRICT;
