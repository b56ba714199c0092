-- Who surveys, what they may note, and what they found.

-- A phone, by its public key (P-256, a compressed point), or with no key the office's own desk.
CREATE TABLE surveyor (
  id         INTEGER PRIMARY KEY,
  unit       TEXT NOT NULL REFERENCES unit (code),
  name       TEXT NOT NULL CHECK (name <> ''), -- an official's, not a citizen's: not sealed
  public_key BLOB UNIQUE CHECK (length(public_key) = 33),
  added      INTEGER NOT NULL,
  removed    INTEGER CHECK (removed >= added)
) STRICT;
CREATE UNIQUE INDEX surveyor_desk ON surveyor (unit) WHERE public_key IS NULL;

CREATE TRIGGER surveyor_kept_update BEFORE UPDATE OF id, unit, name, public_key, added ON surveyor
BEGIN SELECT RAISE(ABORT, 'a surveyor is never changed'); END;
CREATE TRIGGER surveyor_removed_once BEFORE UPDATE OF removed ON surveyor
WHEN OLD.removed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a surveyor is removed once'); END;
CREATE TRIGGER surveyor_kept_delete BEFORE DELETE ON surveyor
BEGIN SELECT RAISE(ABORT, 'a surveyor is never deleted'); END;

-- What a lock can lack, by a number that records refer to: retired, never renumbered or reworded.
CREATE TABLE weakness (
  id      INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 99),
  name    TEXT NOT NULL UNIQUE CHECK (name <> ''),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

INSERT INTO weakness (id, name) VALUES
  (1, 'Không có khóa'),
  (2, 'Khóa hỏng hoặc gỉ'),
  (3, 'Khóa dễ cắt, dễ bẻ'),
  (4, 'Then, móc, bản lề yếu'),
  (5, 'Cửa hoặc khung cửa yếu'),
  (6, 'Cửa sổ không có chấn song'),
  (7, 'Cổng, hàng rào dễ trèo'),
  (8, 'Chìa khóa để nơi dễ thấy'),
  (9, 'Xe không có khóa phụ'),
  (10, 'Thiếu đèn chiếu sáng');

CREATE TRIGGER weakness_kept_update BEFORE UPDATE OF id, name ON weakness
BEGIN SELECT RAISE(ABORT, 'a weakness is never reworded'); END;
CREATE TRIGGER weakness_kept_delete BEFORE DELETE ON weakness
BEGIN SELECT RAISE(ABORT, 'a weakness is never deleted'); END;

-- A commune's survey of one quarter.
CREATE TABLE round (
  unit   TEXT NOT NULL REFERENCES unit (code),
  name   TEXT NOT NULL CHECK (name GLOB '[2-9][0-9][0-9][0-9]-Q[1-4]'),
  opened INTEGER NOT NULL,
  closed INTEGER CHECK (closed >= opened),
  PRIMARY KEY (unit, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER round_kept_update BEFORE UPDATE OF unit, name, opened ON round
BEGIN SELECT RAISE(ABORT, 'a round is never changed, but closed or opened again'); END;
CREATE TRIGGER round_kept_delete BEFORE DELETE ON round
BEGIN SELECT RAISE(ABORT, 'a round is never deleted'); END;

-- What came home, in the order of the phone's own numbers, or one sitting at the desk, which has no
-- bytes to hash. The log has a digest of each one's records (reg/survey.h).
CREATE TABLE survey_file (
  surveyor INTEGER NOT NULL REFERENCES surveyor (id),
  number   INTEGER NOT NULL CHECK (number > 0),
  sha256   BLOB CHECK (length(sha256) = 32),   -- of the file; NULL: at the desk
  previous BLOB CHECK (length(previous) = 32), -- of the one before it; NULL: the first, or the desk
  created  INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  records  INTEGER NOT NULL CHECK (records >= 0), -- in it, also those that came before
  PRIMARY KEY (surveyor, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER survey_file_kept_update BEFORE UPDATE ON survey_file
BEGIN SELECT RAISE(ABORT, 'a survey file is never changed'); END;
CREATE TRIGGER survey_file_kept_delete BEFORE DELETE ON survey_file
BEGIN SELECT RAISE(ABORT, 'a survey file is never deleted'); END;

-- One look at a lock or a household, or one tag given at the door. Numbers stand for words as
-- tag/survey.h and tag/verdict.h number them; without a verdict all of its columns are NULL.
CREATE TABLE survey_record (
  surveyor  INTEGER NOT NULL REFERENCES surveyor (id),
  number    INTEGER NOT NULL CHECK (number > 0),
  file      INTEGER NOT NULL, -- in which it came first
  mode      INTEGER NOT NULL CHECK (mode IN (1, 2)), -- 1 survey, 2 hand-over
  unit      TEXT NOT NULL REFERENCES unit (code),
  round     TEXT,
  time      INTEGER NOT NULL,
  batch     INTEGER, -- may be of no tag of this office
  idx       INTEGER,
  subject   INTEGER REFERENCES subject (id), -- where it was
  found     INTEGER CHECK (found BETWEEN 1 AND 7),
  grade     INTEGER CHECK (grade BETWEEN 1 AND 4),
  bundle    INTEGER,
  verdict   INTEGER,
  signature INTEGER,
  address   INTEGER,
  status    INTEGER,
  freshness INTEGER,
  -- What goes when its household is forgotten; NULL then, or where there was none.
  village   TEXT,
  latitude  INTEGER CHECK (latitude BETWEEN -90000 AND 90000), -- 1/1000 degree, about 100 m
  longitude INTEGER CHECK (longitude BETWEEN -180000 AND 180000),
  note      BLOB, -- sealed to the office
  private   BLOB NOT NULL CHECK (length(private) = 32), -- keyed hash of these four, by index.key
  PRIMARY KEY (surveyor, number),
  FOREIGN KEY (unit, round) REFERENCES round (unit, name),
  FOREIGN KEY (surveyor, file) REFERENCES survey_file (surveyor, number)
    DEFERRABLE INITIALLY DEFERRED,
  CHECK ((mode = 1) = (round IS NOT NULL) AND (mode = 1) = (found IS NOT NULL)),
  CHECK ((batch IS NULL) = (idx IS NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((bundle IS NULL) = (verdict IS NULL) AND (verdict IS NULL) = (signature IS NULL)
    AND (signature IS NULL) = (address IS NULL) AND (address IS NULL) = (status IS NULL)
    AND (status IS NULL) = (freshness IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_record_file ON survey_record (surveyor, file);
CREATE INDEX survey_record_round ON survey_record (unit, round);
CREATE INDEX survey_record_tag ON survey_record (batch, idx);
CREATE INDEX survey_record_subject ON survey_record (subject);

CREATE TRIGGER survey_record_kept_update BEFORE UPDATE OF surveyor, number, file, mode, unit, round,
  time, batch, idx, subject, found, grade, bundle, verdict, signature, address, status, freshness,
  private ON survey_record
BEGIN SELECT RAISE(ABORT, 'a survey record is never changed'); END;
CREATE TRIGGER survey_record_forgotten BEFORE UPDATE OF village, latitude, longitude, note
  ON survey_record
WHEN NEW.village IS NOT NULL OR NEW.latitude IS NOT NULL OR NEW.note IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what a survey record tells of a household may only be forgotten'); END;
CREATE TRIGGER survey_record_kept_delete BEFORE DELETE ON survey_record
BEGIN SELECT RAISE(ABORT, 'a survey record is never deleted'); END;

CREATE TABLE survey_weakness (
  surveyor INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  weakness INTEGER NOT NULL REFERENCES weakness (id),
  PRIMARY KEY (surveyor, number, weakness),
  FOREIGN KEY (surveyor, number) REFERENCES survey_record (surveyor, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER survey_weakness_kept_update BEFORE UPDATE ON survey_weakness
BEGIN SELECT RAISE(ABORT, 'a survey record is never changed'); END;
CREATE TRIGGER survey_weakness_kept_delete BEFORE DELETE ON survey_weakness
BEGIN SELECT RAISE(ABORT, 'a survey record is never deleted'); END;
