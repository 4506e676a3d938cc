-- Records that an agreement let a person read and that may not be used any more, since it was taken back (operation 50).
-- Nothing that stood in them is kept, only the key of their provenance: a draft that comes with it later is told why it
-- may not.
CREATE TABLE forgotten (
    person TEXT NOT NULL,
    prov TEXT NOT NULL,
    confirmation TEXT NOT NULL,
    name TEXT NOT NULL,                                     -- of who took it back
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (person, prov)
);
