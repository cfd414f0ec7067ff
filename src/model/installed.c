// installed.c - the models folder.
#include "model/installed.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"
#include "model/cache.h"
#include "model/flat.h"
#include "model/pieces.h"
#include "model/safetensors.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const LICENCE_FILES[] = {"LICENSE",          "LICENSE.txt", "LICENSE.md",
                                            "LICENSES_SOURCES", "COPYING",     "NOTICE"};

enum { LARGEST_META = 1 << 22 };

// ---- Names -------------------------------------------------------------------------------

str model_name(arena *a, str language, str name) {
    static const char *const SIZES[] = {"sm", "md", "lg", "trf"};
    str                      prefix = join_str(a, language, STR("_"));
    if (!starts_with(name, prefix)) name = join_str(a, prefix, name);
    str rest = name;
    for (int part = 0; rest.at; part++) {
        str piece = cut_at(&rest, '_');
        for (size_t i = 0; part >= 3 && i < sizeof SIZES / sizeof *SIZES; i++) {
            if (same(piece, str_of(SIZES[i]))) {
                return copy_str(a, slice(name, 0, (size_t)(piece.at + piece.size - name.at)));
            }
        }
    }
    return copy_str(a, name);
}

static bool find_models_folder(arena *a, str *folder, ro_error *error) {
    if (!find_data_folder(a, folder, error)) return false;
    *folder = join_path(a, *folder, STR("models"));
    return true;
}

// ---- Installing --------------------------------------------------------------------------

enum { MOST_INSTALLED_FILES = 4 };

typedef struct {
    str         name, version; // as the folder is called
    packed_file files[MOST_INSTALLED_FILES];
    int         count;
} checked_package;

static void add_file(checked_package *checked, str name, str content) {
    checked->files[checked->count++] = (packed_file){name, content};
}

static bool check_pipeline_package(package *files, arena *a, checked_package *checked,
                                   ro_error *error) {
    arena    scratch = {0};
    pipeline opened;
    char     identity[FLAT_IDENTITY_SIZE] = {0}; // installed files are not compared with anything
    str      none = {identity, sizeof identity}, flat, meta;
    bool     is_fine = convert_package(files, none, a, &flat, error) &&
                   read_packaged(files, "meta.json", &meta, error) &&
                   read_flat(flat, package_path(files), &scratch, &opened, error);
    if (is_fine) {
        checked->name = copy_str(a, opened.name);
        checked->version = copy_str(a, opened.version);
        add_file(checked, STR("meta.json"), meta);
        add_file(checked, STR("pipeline.bin"), flat);
    }
    close_arena(&scratch);
    return is_fine;
}

static const char *place_of(arena *a, const package *files, const char *name) {
    return join_path(a, str_of(package_path(files)), str_of(name)).at;
}

static bool is_json(arena *a, const package *files, const char *name, str content,
                    ro_error *error) {
    json_value *root = read_json(content, place_of(a, files, name), error);
    close_json(root);
    return root != NULL;
}

static bool check_encoder_package(package *files, arena *a, checked_package *checked,
                                  ro_error *error) {
    safetensors tensors;
    piece_names pieces;
    str         config, tokenizer, weights;
    if (!read_packaged(files, "config.json", &config, error) ||
        !read_packaged(files, "tokenizer.json", &tokenizer, error) ||
        !read_packaged(files, "model.safetensors", &weights, error) ||
        !is_json(a, files, "config.json", config, error) ||
        !read_tokenizer_json(tokenizer, place_of(a, files, "tokenizer.json"), a, &pieces, error) ||
        !read_safetensors(weights, package_path(files), a, &tensors, error)) {
        return false;
    }
    checked->name = copy_str(a, encoder_name(files));
    if (checked->name.size == 0 || checked->name.at[0] == '.') {
        return refuse(error, RO_BAD_MODEL, "%s: \"%.*s\" is no name for a model",
                      package_path(files), SHOWN(checked->name));
    }
    checked->version = copy_str(a, encoder_version(files));
    add_file(checked, STR("config.json"), config);
    add_file(checked, STR("tokenizer.json"), tokenizer);
    add_file(checked, STR("pieces.txt"), make_piece_list(a, &pieces));
    add_file(checked, STR("model.safetensors"), weights);
    return true;
}

static bool check_package(package *files, arena *a, checked_package *checked, ro_error *error) {
    return kind_of_package(files) == PACKAGE_ENCODER
               ? check_encoder_package(files, a, checked, error)
               : check_pipeline_package(files, a, checked, error);
}

static bool copy_licences(package *files, arena *a, str folder, ro_error *error) {
    for (size_t i = 0; i < sizeof LICENCE_FILES / sizeof *LICENCE_FILES; i++) {
        str content;
        if (!read_packaged_if_any(files, LICENCE_FILES[i], &content, error)) return false;
        if (!content.at) continue;
        str path = join_path(a, folder, str_of(LICENCE_FILES[i]));
        if (!write_file(path.at, content, error)) return false;
    }
    return true;
}

static bool write_folder(package *files, arena *a, const checked_package *checked, str folder,
                         ro_error *error) {
    for (int i = 0; i < checked->count; i++) {
        const packed_file *file = &checked->files[i];
        if (!write_file(join_path(a, folder, file->name).at, file->content, error)) return false;
    }
    return copy_licences(files, a, folder, error);
}

static bool put_model(package *files, arena *a, const checked_package *checked, str folder_name,
                      ro_error *error) {
    str models, made;
    if (!find_models_folder(a, &models, error) || !make_folder(models.at, error)) return false;
    str place = join_path(a, models, folder_name);
    str hidden = join_path(a, models, join_str(a, STR("."), folder_name));
    if (!make_folder_beside(a, hidden.at, &made, error)) return false;
    if (write_folder(files, a, checked, made, error) && put_folder(made.at, place.at, error)) {
        return true;
    }
    remove_folder(made.at);
    return false;
}

bool install_model(const char *package_path, char *name, size_t room, ro_error *error) {
    arena           a = {0};
    checked_package checked = {0};
    package        *files = open_package(package_path, error);
    bool            is_installed = false;
    if (files && check_package(files, &a, &checked, error)) {
        str folder_name = join_str(&a, join_str(&a, checked.name, STR("-")), checked.version);
        is_installed = put_model(files, &a, &checked, folder_name, error);
        if (room) snprintf(name, room, "%s", folder_name.at);
    }
    close_package(files);
    close_arena(&a);
    return is_installed;
}

// ---- Listing -----------------------------------------------------------------------------

// Numbers inside a version by their value: 3.10 comes after 3.9.
static int compare_versions(str left, str right) {
    while (left.at && right.at) {
        str      a = cut_at(&left, '.'), b = cut_at(&right, '.');
        uint64_t first, second;
        bool     are_numbers = read_uint64(a, &first) && read_uint64(b, &second);
        int      order = are_numbers ? (first > second) - (first < second) : compare_str(a, b);
        if (order != 0) return order;
    }
    return (left.at != NULL) - (right.at != NULL);
}

static int by_name_and_version(const void *a, const void *b) {
    const installed_model *left = a, *right = b;
    int                    order = compare_str(left->name, right->name);
    return order != 0 ? order : compare_versions(left->version, right->version);
}

// The folder's name is NAME-VERSION; versions hold no "-".
static bool split_folder_name(str folder_name, installed_model *model) {
    size_t dash = folder_name.size;
    while (dash > 0 && folder_name.at[dash - 1] != '-') {
        dash--;
    }
    if (dash < 2 || dash == folder_name.size) return false;
    model->name = slice(folder_name, 0, dash - 1);
    model->version = slice(folder_name, dash, folder_name.size);
    return true;
}

static str read_language(arena *a, str folder) {
    str         content, language = STR("");
    json_value *meta = NULL;
    if (read_file(a, join_path(a, folder, STR("meta.json")).at, LARGEST_META, &content, NULL)) {
        meta = read_json(content, "meta.json", NULL);
    }
    language = copy_str(a, json_str(json_get(meta, "lang")));
    close_json(meta);
    return language;
}

static uint64_t size_of_folder(const file_list *files, str folder) {
    uint64_t size = 0;
    for (int i = 0; i < files->count; i++) {
        str path = files->at[i].path;
        if (starts_with(path, folder) && path.at[folder.size] == '/') size += files->at[i].size;
    }
    return size;
}

static const struct {
    const char  *file;
    package_kind kind;
} MARKS[] = {{"/pipeline.bin", PACKAGE_PIPELINE}, {"/model.safetensors", PACKAGE_ENCODER}};
enum { MARK_COUNT = sizeof MARKS / sizeof *MARKS };

static void add_model(arena *a, str models_folder, const file_list *files, str file,
                      model_list *models) {
    int i = 0;
    while (i < MARK_COUNT && !ends_with(file, str_of(MARKS[i].file))) {
        i++;
    }
    if (i == MARK_COUNT) return;
    installed_model model = {.kind = MARKS[i].kind};
    str             folder = copy_str(a, slice(file, 0, file.size - strlen(MARKS[i].file)));
    if (folder.size <= models_folder.size) return;
    str folder_name = slice(folder, models_folder.size + 1, folder.size);
    if (find_char(folder_name, '/', 0) >= 0 || !split_folder_name(folder_name, &model)) return;
    model.path = folder;
    model.bytes = size_of_folder(files, folder);
    PUSH_IN(a, models, model);
}

// The place of a name or name-version in the list, the highest version of it, or -1.
static int find_in_list(arena *a, const model_list *models, str name) {
    int found = -1;
    for (int i = 0; i < models->count; i++) {
        const installed_model *model = &models->at[i];
        str whole = join_str(a, join_str(a, model->name, STR("-")), model->version);
        if (same(model->name, name) || same(whole, name)) found = i;
    }
    return found;
}

static void mark_default(arena *a, const model_list *models, package_kind kind, const char *name) {
    int i = find_in_list(a, models, str_of(name));
    if (i >= 0 && models->at[i].kind == kind) models->at[i].is_default = true;
}

// All but their languages, which stand inside their files.
static bool find_models(arena *a, model_list *models, ro_error *error) {
    str       folder;
    str_table seen = {0};
    file_list files = {0};
    *models = (model_list){0};
    if (!find_models_folder(a, &folder, error)) return false;
    list_files(a, folder.at, &seen, &files);
    for (int i = 0; i < files.count; i++) {
        if (!files.at[i].problem) add_model(a, folder, &files, files.at[i].path, models);
    }
    if (models->count) {
        qsort(models->at, (size_t)models->count, sizeof *models->at, by_name_and_version);
    }
    const char *chosen = getenv("READOUT_MODEL");
    mark_default(a, models, PACKAGE_PIPELINE, chosen ? chosen : DEFAULT_MODEL);
    mark_default(a, models, PACKAGE_ENCODER, DEFAULT_ENCODER);
    return true;
}

bool list_models(arena *a, model_list *models, ro_error *error) {
    if (!find_models(a, models, error)) return false;
    for (int i = 0; i < models->count; i++) {
        models->at[i].language = read_language(a, models->at[i].path);
    }
    return true;
}

static const installed_model *find_installed(arena *a, str name, model_list *models,
                                             ro_error *error) {
    if (!find_models(a, models, error)) return NULL;
    int i = find_in_list(a, models, name);
    if (i >= 0) return &models->at[i];
    refuse(error, RO_NOT_FOUND,
           "the model \"%.*s\" is not installed; install one with \"readout model install "
           "WHEEL_OR_FOLDER\"",
           SHOWN(name));
    return NULL;
}

bool find_model(arena *a, str name, str *flat_file, ro_error *error) {
    model_list             models;
    const installed_model *found = find_installed(a, name, &models, error);
    if (!found) return false;
    if (found->kind != PACKAGE_PIPELINE) {
        return refuse(error, RO_BAD_MODEL,
                      "the model \"%.*s\" is an encoder; expected a spaCy pipeline", SHOWN(name));
    }
    *flat_file = join_path(a, found->path, STR("pipeline.bin"));
    return true;
}

bool find_encoder(arena *a, str name, str *folder, ro_error *error) {
    model_list             models;
    str                    wanted = name.size ? name : str_of(DEFAULT_ENCODER);
    const installed_model *found = find_installed(a, wanted, &models, error);
    if (!found) return false;
    if (found->kind != PACKAGE_ENCODER) {
        return refuse(error, RO_BAD_MODEL,
                      "the model \"%.*s\" is a spaCy pipeline; expected an encoder", SHOWN(wanted));
    }
    *folder = found->path;
    return true;
}
