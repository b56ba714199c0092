-- The registry, first version. What SQL can refuse, SQL refuses.
-- Dates are text, YYYY-MM-DD; times are UTC seconds since 1970. What is no date makes date() NULL,
-- and a CHECK lets NULL pass, hence IS; adding no days turns 31 November into another date.

CREATE TABLE unit (
  code   TEXT PRIMARY KEY CHECK (code <> '' AND code NOT GLOB '*[^0-9]*'),
  name   TEXT NOT NULL CHECK (name <> ''),
  parent TEXT CHECK (parent <> code) REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- A set of numbers is never changed, only followed by a newer one.
CREATE TABLE hotline_set (
  id    INTEGER PRIMARY KEY CHECK (id > 0),
  unit  TEXT NOT NULL REFERENCES unit (code),
  since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
  count INTEGER NOT NULL CHECK (count BETWEEN 3 AND 5),
  UNIQUE (id, unit)
) STRICT;
CREATE INDEX hotline_set_newest ON hotline_set (unit, since, id);

CREATE TABLE hotline (
  hotline_set INTEGER NOT NULL REFERENCES hotline_set (id),
  position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 5),
  number      TEXT NOT NULL CHECK (number <> ''),
  label       TEXT NOT NULL CHECK (label <> ''),
  PRIMARY KEY (hotline_set, position),
  UNIQUE (hotline_set, number)
) STRICT;

CREATE TRIGGER hotline_set_kept_update BEFORE UPDATE ON hotline_set
BEGIN SELECT RAISE(ABORT, 'a hotline set is never changed'); END;
CREATE TRIGGER hotline_set_kept_delete BEFORE DELETE ON hotline_set
BEGIN SELECT RAISE(ABORT, 'a hotline set is never deleted'); END;
CREATE TRIGGER hotline_kept_update BEFORE UPDATE ON hotline
BEGIN SELECT RAISE(ABORT, 'a hotline set is never changed'); END;
CREATE TRIGGER hotline_kept_delete BEFORE DELETE ON hotline
BEGIN SELECT RAISE(ABORT, 'a hotline set is never changed'); END;
CREATE TRIGGER hotline_full BEFORE INSERT ON hotline
WHEN NEW.position > (SELECT count FROM hotline_set WHERE id = NEW.hotline_set)
BEGIN SELECT RAISE(ABORT, 'a hotline set is never changed'); END;

-- Households (1), agencies (2), units (3), businesses (4). Whom it is about stands in `sealed`
-- alone, to which only privacy.key is the key. `reference_hash` finds a subject again and
-- `content_hash` tells whether it changed; both are keyed by index.key, outside this file.
CREATE TABLE subject (
  id             INTEGER PRIMARY KEY,
  unit           TEXT NOT NULL REFERENCES unit (code),
  reference_hash BLOB NOT NULL CHECK (length(reference_hash) = 32),
  kind           INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  village        TEXT NOT NULL CHECK (village <> ''),
  keychains      INTEGER NOT NULL CHECK (keychains BETWEEN 0 AND 100),
  lock_tags      INTEGER NOT NULL CHECK (lock_tags BETWEEN 0 AND 100),
  columns        INTEGER NOT NULL, -- the optional ones that its list had, a bit each
  content_hash   BLOB NOT NULL CHECK (length(content_hash) = 32),
  sealed         BLOB NOT NULL,
  UNIQUE (unit, reference_hash)
) STRICT;

-- Artwork as it was when a batch was issued, so that it can be drawn again byte for byte.
CREATE TABLE layout (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  name   TEXT NOT NULL,
  svg    TEXT NOT NULL
) STRICT;

CREATE TRIGGER layout_kept_update BEFORE UPDATE ON layout
BEGIN SELECT RAISE(ABORT, 'a layout is never changed'); END;
CREATE TRIGGER layout_kept_delete BEFORE DELETE ON layout
BEGIN SELECT RAISE(ABORT, 'a layout is never deleted'); END;

-- Everything that is printed on its tags or decides how they are drawn; `endorsement` is the
-- authority's signature over all of it.
CREATE TABLE batch (
  number      INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 9999999),
  kind        INTEGER NOT NULL CHECK (kind IN (1, 2)),
  unit        TEXT NOT NULL REFERENCES unit (code),
  hotline_set INTEGER NOT NULL,
  office_name TEXT NOT NULL,
  unit_name   TEXT NOT NULL,
  prefix      TEXT NOT NULL,
  layout      BLOB NOT NULL REFERENCES layout (sha256),
  sheet       TEXT NOT NULL,
  day         TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  fund        TEXT NOT NULL CHECK (fund IN ('', 'budget', 'defence-security', 'donation')),
  count       INTEGER NOT NULL CHECK (count BETWEEN 1 AND 99999),
  public_key  BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
  endorsement BLOB NOT NULL CHECK (length(endorsement) = 64),
  FOREIGN KEY (hotline_set, unit) REFERENCES hotline_set (id, unit)
) STRICT;

CREATE TRIGGER batch_kept_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is never changed'); END;
CREATE TRIGGER batch_kept_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is never deleted'); END;

-- The files of a batch once they are in place; none of them: still to be drawn.
CREATE TABLE batch_file (
  batch  INTEGER NOT NULL REFERENCES batch (number),
  name   TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (batch, name)
) STRICT;

CREATE TABLE status (
  id   INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO status VALUES
  (0, 'printed'), (1, 'in use'), (2, 'replaced'), (3, 'lost'), (4, 'revoked'), (5, 'spoiled');

CREATE TABLE status_path (
  status INTEGER NOT NULL REFERENCES status (id),
  next   INTEGER NOT NULL REFERENCES status (id),
  PRIMARY KEY (status, next)
) STRICT;
INSERT INTO status_path VALUES
  (0, 1), (0, 4), (0, 5), -- printed: handed over, revoked, spoiled
  (1, 2), (1, 3), (1, 4), -- in use: replaced, lost, revoked
  (3, 1);                 -- lost: found

CREATE TABLE tag (
  batch     INTEGER NOT NULL REFERENCES batch (number),
  idx       INTEGER NOT NULL CHECK (idx BETWEEN 1 AND 99999),
  subject   INTEGER NOT NULL REFERENCES subject (id),
  status    INTEGER NOT NULL DEFAULT 0 REFERENCES status (id),
  signature BLOB NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (batch, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_of_subject ON tag (subject);

CREATE TRIGGER tag_status_path BEFORE UPDATE OF status ON tag
WHEN NOT EXISTS (SELECT 1 FROM status_path WHERE status = OLD.status AND next = NEW.status)
BEGIN SELECT RAISE(ABORT, 'a tag can''t go that way'); END;
CREATE TRIGGER tag_kept_update BEFORE UPDATE OF batch, idx, subject, signature ON tag
BEGIN SELECT RAISE(ABORT, 'a tag is never changed'); END;
CREATE TRIGGER tag_kept_delete BEFORE DELETE ON tag
BEGIN SELECT RAISE(ABORT, 'a tag is never deleted'); END;

-- Status bundles given out.
CREATE TABLE bundle (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  created  INTEGER NOT NULL,
  unit     TEXT REFERENCES unit (code), -- NULL: the whole office
  sha256   BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;

-- Who did what, each entry holding the hash of the one before it.
CREATE TABLE log (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  time     INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  act      TEXT NOT NULL,
  object   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER log_kept_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_kept_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
