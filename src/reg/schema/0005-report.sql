-- What reports of past periods need and nothing else keeps: what batches cost, and how units and
-- households stood at each entry of the log.

-- Dong, by the prices on the day of issue, under the endorsement; 0: they weren't known. NULL: the
-- batch was endorsed before there were costs.
ALTER TABLE batch ADD COLUMN cost INTEGER CHECK (cost >= 0);

-- `entry` is the log's that tells of the change, and follows it within the same transaction; 0:
-- older than these tables.
CREATE TABLE unit_past (
  unit   TEXT NOT NULL REFERENCES unit (code),
  entry  INTEGER NOT NULL CHECK (entry >= 0),
  name   TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (unit, entry)
) STRICT, WITHOUT ROWID;

-- How many tags a household should have: nothing else of it, so it stays when one is forgotten.
CREATE TABLE subject_past (
  subject   INTEGER NOT NULL REFERENCES subject (id),
  entry     INTEGER NOT NULL CHECK (entry >= 0),
  present   INTEGER NOT NULL CHECK (present IN (0, 1)), -- 0: forgotten
  keychains INTEGER NOT NULL,
  lock_tags INTEGER NOT NULL,
  PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

INSERT INTO unit_past SELECT code, 0, name, parent FROM unit;
INSERT INTO subject_past SELECT id, 0, length(sealed) > 0, keychains, lock_tags FROM subject;

CREATE TRIGGER unit_past_insert AFTER INSERT ON unit
BEGIN
  INSERT INTO unit_past
    SELECT NEW.code, coalesce(max(sequence), 0) + 1, NEW.name, NEW.parent FROM log;
END;
CREATE TRIGGER unit_past_update AFTER UPDATE OF name, parent ON unit
WHEN NEW.name <> OLD.name OR NEW.parent IS NOT OLD.parent
BEGIN
  INSERT INTO unit_past
    SELECT NEW.code, coalesce(max(sequence), 0) + 1, NEW.name, NEW.parent FROM log WHERE TRUE
    ON CONFLICT (unit, entry) DO UPDATE SET name = excluded.name, parent = excluded.parent;
END;
CREATE TRIGGER subject_past_insert AFTER INSERT ON subject
BEGIN
  INSERT INTO subject_past
    SELECT NEW.id, coalesce(max(sequence), 0) + 1, length(NEW.sealed) > 0, NEW.keychains,
      NEW.lock_tags FROM log;
END;
CREATE TRIGGER subject_past_update AFTER UPDATE OF keychains, lock_tags, sealed ON subject
WHEN NEW.keychains <> OLD.keychains OR NEW.lock_tags <> OLD.lock_tags
  OR (length(NEW.sealed) > 0) <> (length(OLD.sealed) > 0)
BEGIN
  INSERT INTO subject_past
    SELECT NEW.id, coalesce(max(sequence), 0) + 1, length(NEW.sealed) > 0, NEW.keychains,
      NEW.lock_tags FROM log WHERE TRUE
    ON CONFLICT (subject, entry) DO UPDATE SET present = excluded.present,
      keychains = excluded.keychains, lock_tags = excluded.lock_tags;
END;

-- What an entry of the log tells of already is past.
CREATE TRIGGER unit_past_kept_update BEFORE UPDATE ON unit_past
WHEN OLD.entry <= (SELECT coalesce(max(sequence), 0) FROM log)
BEGIN SELECT RAISE(ABORT, 'the past is never changed'); END;
CREATE TRIGGER unit_past_kept_delete BEFORE DELETE ON unit_past
BEGIN SELECT RAISE(ABORT, 'the past is never changed'); END;
CREATE TRIGGER subject_past_kept_update BEFORE UPDATE ON subject_past
WHEN OLD.entry <= (SELECT coalesce(max(sequence), 0) FROM log)
BEGIN SELECT RAISE(ABORT, 'the past is never changed'); END;
CREATE TRIGGER subject_past_kept_delete BEFORE DELETE ON subject_past
BEGIN SELECT RAISE(ABORT, 'the past is never changed'); END;
