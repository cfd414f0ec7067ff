// atlas.c - the atlas behind the public header.
#include "atlas/build.h"

#include <unistd.h>

#include "doc/answer.h"
#include "engine/worker.h"

bool ro_install_atlas(const char *regions, const char *names, ro_error *error) {
    return install_atlas(regions, names, error);
}

bool open_installed_atlas(atlas **opened, ro_error *error) {
    arena scratch = {0};
    str   path;
    *opened = NULL;
    bool is_fine = true;
    // A machine without a home has no atlas either.
    if (find_atlas(&scratch, &path, NULL) && access(path.at, F_OK) == 0) {
        *opened = open_atlas(path.at, error);
        is_fine = *opened != NULL;
    }
    close_arena(&scratch);
    return is_fine;
}

ro_answer *ro_describe_atlas(ro_error *error) {
    static const answer_column columns[] = {
        {"source", COLUMN_PLAIN, 0},
        {"places", COLUMN_PLAIN, 0},
        {"licence", COLUMN_PLAIN, 0},
        {"path", COLUMN_PROSE, 0},
    };
    arena   scratch = {0};
    str     path;
    atlas  *opened = NULL;
    answer *made = NULL;
    if (find_atlas(&scratch, &path, error) && open_installed_atlas(&opened, error)) {
        made = new_answer(columns, sizeof columns / sizeof *columns);
    }
    if (made && opened) {
        add_text_cell(made, atlas_source(opened));
        add_number_cell(made, count_atlas_places(opened));
        add_text_cell(made, STR("GeoNames, CC BY 4.0"));
        add_text_cell(made, path);
    }
    close_atlas(opened);
    close_arena(&scratch);
    return (ro_answer *)made;
}
