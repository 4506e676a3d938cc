-- Whether an answer tells of the person who asked, found by nothing but their session.
ALTER TABLE prefill ADD COLUMN of_self INTEGER NOT NULL DEFAULT 0;
