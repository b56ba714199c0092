-- Trust over a tag's life: replacements, the authority's successions, signed heads of the log, and
-- numbers that a restored registry must not give again.

-- BLAKE2b-256 over all tags of the batch (khoa_tags_digest()), under the endorsement; NULL: the
-- batch was endorsed before there was one.
ALTER TABLE batch ADD COLUMN tags BLOB CHECK (length(tags) = 32);

-- A tag that is to be replaced, and the tag that was issued for it; NULL: not issued yet.
CREATE TABLE replacement (
  old_batch INTEGER NOT NULL,
  old_idx   INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  batch     INTEGER,
  idx       INTEGER,
  CHECK ((batch IS NULL) = (idx IS NULL)),
  UNIQUE (batch, idx),
  FOREIGN KEY (old_batch, old_idx) REFERENCES tag (batch, idx),
  FOREIGN KEY (batch, idx) REFERENCES tag (batch, idx)
) STRICT;
CREATE UNIQUE INDEX replacement_queued ON replacement (old_batch, old_idx) WHERE batch IS NULL;
CREATE INDEX replacement_of ON replacement (old_batch, old_idx);

CREATE TRIGGER replacement_kept_update BEFORE UPDATE ON replacement
WHEN OLD.batch IS NOT NULL OR NEW.old_batch <> OLD.old_batch OR NEW.old_idx <> OLD.old_idx
BEGIN SELECT RAISE(ABORT, 'a replacement is never changed'); END;
CREATE TRIGGER replacement_kept_delete BEFORE DELETE ON replacement WHEN OLD.batch IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a replacement is never deleted'); END;

-- Who handed the authority over to whom, oldest first: keys in minisign's base64, the old key's
-- signature as in a bundle, and the new key's over all endorsements up to the last batch of the
-- old one, so that whoever steals the old key afterwards can't endorse anything in its time.
CREATE TABLE succession (
  id         INTEGER PRIMARY KEY,
  old_key    TEXT NOT NULL UNIQUE,
  new_key    TEXT NOT NULL UNIQUE CHECK (new_key <> old_key),
  day        TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  signature  BLOB NOT NULL CHECK (length(signature) = 64),
  last_batch INTEGER NOT NULL,
  adoption   BLOB NOT NULL CHECK (length(adoption) = 64)
) STRICT;

CREATE TRIGGER succession_kept_update BEFORE UPDATE ON succession
BEGIN SELECT RAISE(ABORT, 'a succession is never changed'); END;
CREATE TRIGGER succession_kept_delete BEFORE DELETE ON succession
BEGIN SELECT RAISE(ABORT, 'a succession is never deleted'); END;

-- The bundle's .minisig file, whose trusted comment holds the head of the log.
ALTER TABLE bundle ADD COLUMN signature TEXT;

CREATE TRIGGER bundle_kept_update BEFORE UPDATE ON bundle
BEGIN SELECT RAISE(ABORT, 'a bundle is never changed'); END;
CREATE TRIGGER bundle_kept_delete BEFORE DELETE ON bundle
BEGIN SELECT RAISE(ABORT, 'a bundle is never deleted'); END;

-- Numbers that may have been given by a registry that was lost since: the next is above them.
CREATE TABLE reserved (
  what  TEXT PRIMARY KEY CHECK (what IN ('batch', 'bundle')),
  up_to INTEGER NOT NULL CHECK (up_to >= 0)
) STRICT;

CREATE TRIGGER reserved_rises BEFORE UPDATE ON reserved
WHEN NEW.what <> OLD.what OR NEW.up_to < OLD.up_to
BEGIN SELECT RAISE(ABORT, 'reserved numbers stay reserved'); END;
CREATE TRIGGER reserved_kept_delete BEFORE DELETE ON reserved
BEGIN SELECT RAISE(ABORT, 'reserved numbers stay reserved'); END;
