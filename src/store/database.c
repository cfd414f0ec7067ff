// database.c - SQLite; the only file that sees it.
//
// Durability: WAL with synchronous = FULL, one transaction a report. A process killed at any moment
// leaves each report wholly there or not at all; the next opening rolls the log back or forward.
#include "store/database.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "store/schema.h"

enum { MOST_QUERIES = 32, BUSY_MILLISECONDS = 10000 };

struct query {
    database     *db;
    sqlite3_stmt *statement;
};

struct database {
    sqlite3    *handle;
    char       *path;
    const char *sources[MOST_QUERIES];
    query       queries[MOST_QUERIES];
    int         query_count;
};

static bool refuse_sql(const database *db, ro_error *error) {
    int       code = sqlite3_errcode(db->handle);
    ro_status status = code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? RO_BAD_STORE : RO_IO;
    return refuse(error, status, "%s: %s", db->path, sqlite3_errmsg(db->handle));
}

bool run_sql(database *db, const char *sql, ro_error *error) {
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || refuse_sql(db, error);
}

static bool read_pragma(database *db, const char *sql, int64_t *value, ro_error *error) {
    query *q = prepare_once(db, str_of(sql), error);
    bool   is_read = q && next_query_row(q, error) == ROW_ONE;
    if (is_read) *value = column_int(q, 0);
    end_query(q);
    return is_read;
}

// Only an empty file or a store is touched.
static bool check_mark(database *db, int64_t *version, ro_error *error) {
    int64_t mark = 0, tables = 0;
    if (!read_pragma(db, "PRAGMA application_id", &mark, error) ||
        !read_pragma(db, "PRAGMA user_version", version, error) ||
        !read_pragma(db, "SELECT count(*) FROM sqlite_schema", &tables, error)) {
        return false;
    }
    if (mark != STORE_MARK && (mark != 0 || tables > 0)) {
        return refuse(error, RO_BAD_STORE, "%s: expected a Readout store, found another database",
                      db->path);
    }
    if (*version > SCHEMA_STEP_COUNT) {
        return refuse(error, RO_BAD_STORE,
                      "%s: expected a store of version %d or older, found version %lld (written by "
                      "a newer Readout)",
                      db->path, SCHEMA_STEP_COUNT, (long long)*version);
    }
    return true;
}

static bool take_steps(database *db, int64_t from, ro_error *error) {
    for (int64_t step = from; step < SCHEMA_STEP_COUNT; step++) {
        char mark[96];
        snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %lld",
                 STORE_MARK, (long long)step + 1);
        if (!run_sql(db, SCHEMA_STEPS[step], error) || !run_sql(db, mark, error)) return false;
    }
    return true;
}

static bool bring_up_to_date(database *db, ro_error *error) {
    int64_t version = 0;
    if (!check_mark(db, &version, error)) return false;
    if (version == SCHEMA_STEP_COUNT) return true;
    if (!run_sql(db, "BEGIN IMMEDIATE", error)) return false;
    // Another process may have been quicker while this one waited for the lock.
    bool is_done = check_mark(db, &version, error) && take_steps(db, version, error) &&
                   run_sql(db, "COMMIT", error);
    if (!is_done) sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return is_done;
}

database *open_database(const char *path, ro_error *error) {
    if (!path[0]) { // SQLite would take it for a database that is gone when it is closed
        refuse(error, RO_NOT_FOUND, "expected the path of a store, found an empty one");
        return NULL;
    }
    database *db = calloc(1, sizeof *db);
    if (!db) die_of_no_memory(sizeof *db);
    db->path = strdup(path);
    if (!db->path) die_of_no_memory(strlen(path));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK) {
        refuse_sql(db, error);
        close_database(db);
        return NULL;
    }
    sqlite3_extended_result_codes(db->handle, 0);
    sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    bool is_open = bring_up_to_date(db, error) &&
                   run_sql(db,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                           "PRAGMA foreign_keys = ON",
                           error);
    if (is_open) return db;
    close_database(db);
    return NULL;
}

void close_database(database *db) {
    if (!db) return;
    for (int i = 0; i < db->query_count; i++) {
        sqlite3_finalize(db->queries[i].statement);
    }
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
}

const char *database_path(const database *db) {
    return db->path;
}

static bool compile(database *db, str sql, query *made, ro_error *error) {
    made->db = db;
    int code = sqlite3_prepare_v2(db->handle, sql.at, (int)sql.size, &made->statement, NULL);
    return code == SQLITE_OK || refuse_sql(db, error);
}

query *prepare(database *db, const char *sql, ro_error *error) {
    for (int i = 0; i < db->query_count; i++) {
        if (db->sources[i] != sql) continue;
        reset_query(&db->queries[i]);
        return &db->queries[i];
    }
    if (db->query_count == MOST_QUERIES) {
        refuse(error, RO_IO, "%s: more than %d kinds of query", db->path, MOST_QUERIES);
        return NULL;
    }
    query *made = &db->queries[db->query_count];
    if (!compile(db, str_of(sql), made, error)) return NULL;
    db->sources[db->query_count++] = sql;
    return made;
}

query *prepare_once(database *db, str sql, ro_error *error) {
    query *made = calloc(1, sizeof *made);
    if (!made) die_of_no_memory(sizeof *made);
    if (compile(db, sql, made, error)) return made;
    free(made);
    return NULL;
}

void end_query(query *q) {
    if (!q) return;
    sqlite3_finalize(q->statement);
    free(q);
}

void bind_text(query *q, int parameter, str text) {
    if (!text.at) {
        sqlite3_bind_null(q->statement, parameter);
        return;
    }
    sqlite3_bind_text64(q->statement, parameter, text.at, text.size, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_int(query *q, int parameter, int64_t number) {
    sqlite3_bind_int64(q->statement, parameter, number);
}

void bind_number_or_null(query *q, int parameter, bool is_known, double number) {
    if (is_known) {
        sqlite3_bind_double(q->statement, parameter, number);
    } else {
        sqlite3_bind_null(q->statement, parameter);
    }
}

void bind_index_or_null(query *q, int parameter, int index) {
    if (index >= 0) {
        sqlite3_bind_int(q->statement, parameter, index);
    } else {
        sqlite3_bind_null(q->statement, parameter);
    }
}

row_outcome next_query_row(query *q, ro_error *error) {
    int code = sqlite3_step(q->statement);
    if (code == SQLITE_ROW) return ROW_ONE;
    if (code != SQLITE_DONE) refuse_sql(q->db, error);
    sqlite3_reset(q->statement);
    return code == SQLITE_DONE ? ROW_NONE : ROW_FAILED;
}

bool run_query(query *q, ro_error *error) {
    row_outcome outcome;
    do {
        outcome = next_query_row(q, error);
    } while (outcome == ROW_ONE);
    return outcome == ROW_NONE;
}

void reset_query(query *q) {
    sqlite3_reset(q->statement);
    sqlite3_clear_bindings(q->statement);
}

bool column_is_null(query *q, int column) {
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

bool column_is_number(query *q, int column) {
    int type = sqlite3_column_type(q->statement, column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

str column_text(query *q, int column) {
    const unsigned char *text = sqlite3_column_text(q->statement, column);
    return (str){(const char *)text, (size_t)sqlite3_column_bytes(q->statement, column)};
}

double column_number(query *q, int column) {
    return sqlite3_column_double(q->statement, column);
}

int64_t column_int(query *q, int column) {
    return sqlite3_column_int64(q->statement, column);
}

int64_t last_inserted(const database *db) {
    return sqlite3_last_insert_rowid(db->handle);
}
