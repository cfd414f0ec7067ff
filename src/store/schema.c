// schema.c - the tables of a store.
//
//     report  1 --- n  version  1 --- n  entity, entity_name, statement, figure, time_expression, place
//
// A report is what keeps its identity while its text changes (`key`); a version is one text of it
// with the record that was read from it. Nothing is ever overwritten: a changed text is another
// version, and `is_newest` says which one questions look at. The record is kept whole as JSON too,
// so that what the columns do not hold is not lost; docs/store.md describes the columns.
#include "store/schema.h"

static const char FIRST[] =
    "CREATE TABLE report ("
    "  report INTEGER PRIMARY KEY,"
    "  key TEXT NOT NULL UNIQUE,"
    "  id TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX report_by_id ON report (id);"

    "CREATE TABLE version ("
    "  version INTEGER PRIMARY KEY,"
    "  report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  is_newest INTEGER NOT NULL CHECK (is_newest IN (0, 1)),"
    "  title TEXT, url TEXT, outlet TEXT,"
    "  published TEXT,"
    "  day TEXT,"
    "  dateline TEXT,"
    "  text TEXT NOT NULL,"
    "  content_sha256 TEXT NOT NULL,"
    "  record TEXT NOT NULL,"
    "  UNIQUE (report, number)"
    ") STRICT;"
    "CREATE UNIQUE INDEX version_newest ON version (report) WHERE is_newest;"
    "CREATE INDEX version_by_day ON version (day) WHERE is_newest;"

    "CREATE TABLE entity ("
    "  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  type TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  of INTEGER,"
    "  PRIMARY KEY (version, number)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE entity_name ("
    "  version INTEGER NOT NULL,"
    "  number INTEGER NOT NULL,"
    "  name TEXT NOT NULL,"
    "  PRIMARY KEY (version, number, name),"
    "  FOREIGN KEY (version, number) REFERENCES entity ON DELETE CASCADE"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE statement ("
    "  statement INTEGER PRIMARY KEY,"
    "  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  source TEXT, source_entity INTEGER, source_name TEXT,"
    "  class TEXT NOT NULL, form TEXT NOT NULL, act TEXT NOT NULL,"
    "  cue TEXT, content TEXT NOT NULL,"
    "  day TEXT, via TEXT, addressee TEXT,"
    "  said_in INTEGER,"
    "  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,"
    "  UNIQUE (version, number)"
    ") STRICT;"
    "CREATE INDEX statement_by_day ON statement (day);"

    "CREATE TABLE figure ("
    "  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  words TEXT NOT NULL,"
    "  value REAL, low REAL, high REAL, bound TEXT NOT NULL,"
    "  unit TEXT, per TEXT, counted TEXT,"
    "  measure TEXT NOT NULL, kind TEXT NOT NULL, change TEXT,"
    "  period TEXT, period_from TEXT, period_to TEXT,"
    "  said_in INTEGER,"
    "  sentence TEXT NOT NULL,"
    "  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,"
    "  PRIMARY KEY (version, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX figure_by_measure ON figure (measure);"

    "CREATE TABLE time_expression ("
    "  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  words TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL,"
    "  starts TEXT, ends TEXT,"
    "  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,"
    "  PRIMARY KEY (version, number)"
    ") STRICT, WITHOUT ROWID;"

    // The index of words lies beside the tables and is told of each row by triggers.
    "CREATE VIRTUAL TABLE version_words USING fts5 ("
    "  title, text, content = 'version', content_rowid = 'version',"
    "  tokenize = 'porter unicode61 remove_diacritics 2');"
    "CREATE TRIGGER version_added AFTER INSERT ON version BEGIN"
    "  INSERT INTO version_words (rowid, title, text) VALUES (new.version, new.title, new.text);"
    "END;"
    "CREATE TRIGGER version_removed AFTER DELETE ON version BEGIN"
    "  INSERT INTO version_words (version_words, rowid, title, text)"
    "    VALUES ('delete', old.version, old.title, old.text);"
    "END;"
    "CREATE VIRTUAL TABLE statement_words USING fts5 ("
    "  content, content = 'statement', content_rowid = 'statement',"
    "  tokenize = 'porter unicode61 remove_diacritics 2');"
    "CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN"
    "  INSERT INTO statement_words (rowid, content) VALUES (new.statement, new.content);"
    "END;"
    "CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN"
    "  INSERT INTO statement_words (statement_words, rowid, content)"
    "    VALUES ('delete', old.statement, old.content);"
    "END;";

// Places: `keys` holds the folded names of the place and of what it lies in, and its country's code,
// each between bars; x, y, z is its point on a sphere of radius 1. Records of before have none.
static const char PLACES[] = "CREATE TABLE place ("
                             "  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,"
                             "  number INTEGER NOT NULL,"
                             "  words TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
                             "  country TEXT, lat REAL, lon REAL, precision TEXT, geonames INTEGER,"
                             "  keys TEXT NOT NULL,"
                             "  x REAL, y REAL, z REAL,"
                             "  is_dateline INTEGER NOT NULL CHECK (is_dateline IN (0, 1)),"
                             "  sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,"
                             "  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,"
                             "  PRIMARY KEY (version, number)"
                             ") STRICT, WITHOUT ROWID;"
                             "CREATE INDEX place_by_name ON place (name);";

const char *const SCHEMA_STEPS[] = {FIRST, PLACES};
const int         SCHEMA_STEP_COUNT = sizeof SCHEMA_STEPS / sizeof *SCHEMA_STEPS;
