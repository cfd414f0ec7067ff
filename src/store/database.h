// database.h - SQLite behind a few calls: opening, prepared statements, binding, reading. The only
// file that includes <sqlite3.h> is database.c.
#ifndef READOUT_DATABASE_H
#define READOUT_DATABASE_H

#include "base/error.h"
#include "base/list.h"

typedef struct database database;
typedef struct query    query; // a prepared statement

// Opens or makes a store's file, brings it to today's schema, sets WAL and foreign keys. Refuses
// files that are no store, and stores of a newer Readout, without changing them.
database   *open_database(const char *path, ro_error *error) MUST_CHECK;
void        close_database(database *db);
const char *database_path(const database *db);

// Runs statements without results ("BEGIN IMMEDIATE").
bool run_sql(database *db, const char *sql, ro_error *error) MUST_CHECK;

// A prepared statement; kept by the database and handed out again for the same `sql` (compared as
// a pointer: pass the same constant). Bindings are cleared.
query *prepare(database *db, const char *sql, ro_error *error) MUST_CHECK;
// The same for SQL that is put together for one use; ends with end_query.
query *prepare_once(database *db, str sql, ro_error *error) MUST_CHECK;
void   end_query(query *q); // takes NULL

// Parameters count from 1. Texts must live until the query is run or reset; at == NULL binds null.
void bind_text(query *q, int parameter, str text);
void bind_int(query *q, int parameter, int64_t number);
void bind_number_or_null(query *q, int parameter, bool is_known, double number);
void bind_index_or_null(query *q, int parameter, int index); // below 0: null

typedef enum { ROW_FAILED, ROW_NONE, ROW_ONE } row_outcome;

// The next row; a query that has ended or failed is reset.
row_outcome next_query_row(query *q, ro_error *error) MUST_CHECK;
// Runs a statement to its end, without rows.
bool run_query(query *q, ro_error *error) MUST_CHECK;
void reset_query(query *q);

bool    column_is_null(query *q, int column);
bool    column_is_number(query *q, int column);
str     column_text(query *q, int column); // until the next row
double  column_number(query *q, int column);
int64_t column_int(query *q, int column);
int64_t last_inserted(const database *db);

#endif
