-- Of whom an answer tells, and what entitled the person to it (contract 3.1).
ALTER TABLE prefill ADD COLUMN subject TEXT NOT NULL DEFAULT '{}';
