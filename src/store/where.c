// where.c - names become keys as the places' own names did; a point is one given in degrees, or that
// of the place which reports mostly mean by a name.
#include "store/where.h"

#include "base/fold.h"
#include "store/sphere.h"

enum { MOST_NAMES = 3, USUAL_KILOMETRES = 20 };

// "|gaza strip|"; empty: no name.
static str bar_key(arena *a, str name) {
    char   key[128];
    size_t size = make_place_key(name, key + 1, sizeof key - 2);
    if (size == 0) return (str){NULL, 0};
    key[0] = '|';
    key[size + 1] = '|';
    return copy_str(a, (str){key, size + 2});
}

static bool bind_names(query *q, arena *a, str names, ro_error *error) {
    static const int parameters[MOST_NAMES] = {16, 10, 11};
    str              rest = names;
    for (int i = 0; rest.at; i++) {
        str key = bar_key(a, cut_at(&rest, ','));
        if (i >= MOST_NAMES || key.size == 0) {
            return refuse(error, RO_BAD_INPUT,
                          "expected names of a place such as \"Velm, Orlava\", found \"%.*s\"",
                          SHOWN(names));
        }
        bind_text(q, parameters[i], key);
    }
    return true;
}

static bool read_point(str text, sphere_point *point) {
    double lat, lon;
    str    rest = text;
    bool   is_point = read_decimal(trim(cut_at(&rest, ',')), &lat) && rest.at &&
                    read_decimal(trim(rest), &lon) && lat >= -90 && lat <= 90 && lon >= -180 &&
                    lon <= 180;
    if (is_point) *point = point_on_sphere(lat, lon);
    return is_point;
}

static const char FIND_POINT[] =
    "SELECT x, y, z FROM place JOIN version USING (version) WHERE is_newest AND x IS NOT NULL"
    " AND kind NOT IN ('country', 'region', 'water') AND instr(keys, ?1) > 0"
    " AND instr(keys, ?1) <= length(name) + 1"
    " GROUP BY geonames, lat, lon ORDER BY count(*) DESC, lat, lon LIMIT 1";

static bool find_point(database *db, arena *a, str name, sphere_point *point, ro_error *error) {
    str    key = bar_key(a, name);
    query *q = prepare(db, FIND_POINT, error);
    if (!q) return false;
    bind_text(q, 1, key.at ? key : STR("|"));
    row_outcome outcome = key.at ? next_query_row(q, error) : ROW_NONE;
    if (outcome == ROW_ONE) {
        *point = (sphere_point){column_number(q, 0), column_number(q, 1), column_number(q, 2)};
    }
    reset_query(q);
    if (outcome != ROW_NONE) return outcome == ROW_ONE;
    return refuse(error, RO_NOT_FOUND,
                  "expected a town or site that a kept report names, or degrees such as "
                  "\"31.5,34.4\", found \"%.*s\"",
                  SHOWN(name));
}

bool bind_where(database *db, query *q, arena *a, const ro_question *asked, ro_error *error) {
    sphere_point point = {0, 0, 0};
    bool         has_names = asked->in && asked->in[0], has_point = asked->near && asked->near[0];
    if (has_names && !bind_names(q, a, str_of(asked->in), error)) return false;
    if (!has_point) return true;
    if (!read_point(str_of(asked->near), &point) &&
        !find_point(db, a, str_of(asked->near), &point, error)) {
        return false;
    }
    double within = asked->within > 0 ? (double)asked->within : USUAL_KILOMETRES;
    bind_number_or_null(q, 12, true, point.x);
    bind_number_or_null(q, 13, true, point.y);
    bind_number_or_null(q, 14, true, point.z);
    bind_number_or_null(q, 15, true, nearness_of(within));
    return true;
}

static const char FIND_NAME[] = "SELECT 1 FROM place JOIN version USING (version) WHERE is_newest"
                                " AND instr(keys, ?1) > 0 LIMIT 1";

bool check_where(database *db, arena *a, const ro_question *asked, ro_error *error) {
    query *q = asked->in && asked->in[0] ? prepare(db, FIND_NAME, error) : NULL;
    if (!asked->in || !asked->in[0]) return true;
    for (str names = str_of(asked->in); q && names.at;) {
        str name = trim(cut_at(&names, ','));
        bind_text(q, 1, bar_key(a, name));
        row_outcome outcome = next_query_row(q, error);
        reset_query(q);
        if (outcome == ROW_ONE) continue;
        if (outcome != ROW_NONE) return false;
        return refuse(error, RO_NOT_FOUND,
                      "expected a place that a kept report names, found \"%.*s\"", SHOWN(name));
    }
    return q != NULL;
}
