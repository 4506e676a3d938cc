-- When an agreement to share data was taken back (operation 50), and which version of a draft its person last wrote, where
-- the server has since taken out what may not be read any more.
ALTER TABLE confirmation ADD COLUMN withdrawn_at TEXT;
ALTER TABLE draft ADD COLUMN amended_from TEXT;             -- ETag of that version; until it is saved again
