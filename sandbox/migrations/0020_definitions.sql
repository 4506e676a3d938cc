-- The definitions under which something was sent, as the app reads them.

CREATE TABLE definition (
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (version, language)
);
