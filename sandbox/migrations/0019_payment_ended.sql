-- Why a payment was cancelled, unless by its person: settled (another one paid the same), not-due (its dossier has ended).

ALTER TABLE payment ADD COLUMN ended TEXT;
