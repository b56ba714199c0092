-- The communes' operating committees and their patrols (articles 8.1 and 8.2b). Whom it is about
-- stands in `sealed` alone. `name_hash` and `leader`, keyed by index.key, find whoever went on a
-- patrol on the committee's roll.

-- A roll is never changed, only followed by a newer one: it holds until the next one's day.
CREATE TABLE committee (
  id    INTEGER PRIMARY KEY CHECK (id > 0),
  unit  TEXT NOT NULL REFERENCES unit (code),
  since TEXT NOT NULL CHECK (since IS date(since, '+0 days'))
) STRICT;
CREATE INDEX committee_newest ON committee (unit, since, id);

-- Head (1), standing deputy (2), deputy (3), policeman (4), village head (5), village militia
-- head (6). `content_hash` tells whether anything changed.
CREATE TABLE committee_member (
  committee    INTEGER NOT NULL REFERENCES committee (id),
  position     INTEGER NOT NULL CHECK (position > 0),
  role         INTEGER NOT NULL CHECK (role BETWEEN 1 AND 6),
  village      TEXT CHECK (village <> ''),
  name_hash    BLOB NOT NULL CHECK (length(name_hash) = 32),
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  sealed       BLOB NOT NULL,
  PRIMARY KEY (committee, position),
  CHECK (role < 5 OR village IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX committee_member_named ON committee_member (committee, name_hash, role);
CREATE UNIQUE INDEX committee_member_once ON committee_member (committee, role) WHERE role <= 2;

CREATE TRIGGER committee_kept_update BEFORE UPDATE ON committee
BEGIN SELECT RAISE(ABORT, 'a committee''s roll is never changed'); END;
CREATE TRIGGER committee_kept_delete BEFORE DELETE ON committee
BEGIN SELECT RAISE(ABORT, 'a committee''s roll is never deleted'); END;
CREATE TRIGGER committee_member_kept_update BEFORE UPDATE ON committee_member
BEGIN SELECT RAISE(ABORT, 'a committee''s roll is never changed'); END;
CREATE TRIGGER committee_member_kept_delete BEFORE DELETE ON committee_member
BEGIN SELECT RAISE(ABORT, 'a committee''s roll is never changed'); END;

-- The patrol book. As in a book of paper, what was wrong is struck out and stays to be read. `day`
-- and `time` are Viet Nam's.
CREATE TABLE patrol (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  unit         TEXT NOT NULL REFERENCES unit (code),
  day          TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  time         TEXT NOT NULL CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]' AND time < '24'),
  leader       BLOB NOT NULL CHECK (length(leader) = 32),
  reached      INTEGER NOT NULL CHECK (reached BETWEEN 0 AND 100000), -- people spoken to
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  sealed       BLOB NOT NULL, -- the leader, the route, the findings
  struck       INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX patrol_once ON patrol (unit, day, time, leader) WHERE struck = 0;
CREATE INDEX patrol_of ON patrol (unit, day);

-- Who went along: roles as on the committee, or anybody else (7).
CREATE TABLE patrol_member (
  patrol    INTEGER NOT NULL REFERENCES patrol (id),
  position  INTEGER NOT NULL CHECK (position > 0),
  role      INTEGER NOT NULL CHECK (role BETWEEN 4 AND 7),
  name_hash BLOB NOT NULL CHECK (length(name_hash) = 32),
  sealed    BLOB NOT NULL,
  PRIMARY KEY (patrol, position),
  UNIQUE (patrol, name_hash)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER patrol_kept_update
BEFORE UPDATE OF id, unit, day, time, leader, reached, content_hash, sealed ON patrol
BEGIN SELECT RAISE(ABORT, 'a patrol is never changed'); END;
CREATE TRIGGER patrol_struck_once BEFORE UPDATE OF struck ON patrol WHEN OLD.struck
BEGIN SELECT RAISE(ABORT, 'a patrol is struck out once'); END;
CREATE TRIGGER patrol_kept_delete BEFORE DELETE ON patrol
BEGIN SELECT RAISE(ABORT, 'a patrol is never deleted'); END;
CREATE TRIGGER patrol_member_kept_update BEFORE UPDATE ON patrol_member
BEGIN SELECT RAISE(ABORT, 'a patrol is never changed'); END;
CREATE TRIGGER patrol_member_kept_delete BEFORE DELETE ON patrol_member
BEGIN SELECT RAISE(ABORT, 'a patrol is never changed'); END;
