// load.c - a package's config, read from the top: the components in the order in which they run.
//
// Whatever the config asks for that this engine does not do is refused by its name. Nothing is
// passed over: a pipeline that would run with other results than its makers saw is no pipeline.
#include "base/buffer.h"
#include "model/installed.h"
#include "model/loading.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char    *factory;
    component_kind kind;
    bool (*load)(loading *l, str name);
} FACTORIES[] = {
    {"tok2vec", COMPONENT_TOK2VEC, load_token_encoder},
    {"tagger", COMPONENT_TAGGER, load_tagger},
    {"parser", COMPONENT_PARSER, load_parser},
    {"senter", COMPONENT_SENTER, load_senter},
    {"attribute_ruler", COMPONENT_ATTRIBUTE_RULER, load_ruler},
    {"lemmatizer", COMPONENT_LEMMATIZER, load_lemmatizer},
    {"ner", COMPONENT_NER, load_ner},
};
enum { FACTORY_COUNT = sizeof FACTORIES / sizeof *FACTORIES };

const char *format_in(arena *a, const char *format, ...) {
    char    text[400];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t kept = size < 0 ? 0 : (size_t)size < sizeof text ? (size_t)size : sizeof text - 1;
    return copy_str(a, (str){text, kept}).at;
}

const char *place_of(const loading *l, const char *file) {
    return format_in(l->a, "%s: %s", package_path(l->files), file);
}

bool read_needed(const loading *l, const char *file, str *content) {
    return read_packaged(l->files, file, content, l->error);
}

json_value *read_package_json(const loading *l, const char *file, str content) {
    json_value *root = read_json(content, place_of(l, file), l->error);
    if (!root && l->error) l->error->status = RO_BAD_MODEL;
    return root;
}

// ---- Components --------------------------------------------------------------------------

// Letters, digits and a few other characters: fit to be part of a path.
static bool is_plain(str name, str others) {
    enum { LONGEST_NAME = 60 };
    if (name.size == 0 || name.size > LONGEST_NAME || find_char(others, name.at[0], 0) >= 0) {
        return false;
    }
    for (size_t i = 0; i < name.size; i++) {
        char c = name.at[i];
        if (!is_letter(c) && !is_digit(c) && find_char(others, c, 0) < 0) return false;
    }
    return true;
}

static bool add_component(loading *l, str name, component_kind kind, bool is_enabled) {
    pipeline *out = l->out;
    for (int i = 0; i < out->component_count; i++) {
        if (out->components[i].kind != kind) continue;
        return refuse(l->error, RO_BAD_MODEL,
                      "%s: \"%.*s\" and \"%.*s\" are of one kind, which is not supported",
                      config_place(l->settings), SHOWN(out->components[i].name), SHOWN(name));
    }
    out->components[out->component_count++] = (component){kind, name, is_enabled};
    return true;
}

static bool load_component(loading *l, str name, bool is_enabled) {
    str factory;
    if (!is_plain(name, STR("_-"))) {
        return refuse(l->error, RO_BAD_MODEL, "%s: \"%.*s\" cannot be the name of a component",
                      config_place(l->settings), SHOWN(name));
    }
    const char *path = format_in(l->a, "components.%.*s.factory", SHOWN(name));
    if (!text_setting(l->settings, path, &factory, l->error)) return false;
    for (int i = 0; i < FACTORY_COUNT; i++) {
        if (!same(factory, str_of(FACTORIES[i].factory))) continue;
        return add_component(l, name, FACTORIES[i].kind, is_enabled) && FACTORIES[i].load(l, name);
    }
    return refuse(l->error, RO_BAD_MODEL, "%s: the component \"%.*s\" is not supported: %.*s",
                  config_place(l->settings), SHOWN(factory), SHOWN(name));
}

// What earlier components or the caller set stays: the annotators here never overwrite. A
// component asks for that in the config or in its own cfg.
static bool check_overwrite(loading *l, str name) {
    const char *path = format_in(l->a, "components.%.*s.overwrite", SHOWN(name));
    const char *file = format_in(l->a, "%.*s/cfg", SHOWN(name)), *place = config_place(l->settings);
    bool        overwrites;
    str         content;
    if (!bool_setting(l->settings, path, false, &overwrites, l->error) ||
        !read_packaged_if_any(l->files, file, &content, l->error)) {
        return false;
    }
    if (content.at && !overwrites) {
        json_value *root = read_package_json(l, file, content);
        if (!root) return false;
        overwrites = json_is_true(json_get(root, "overwrite"));
        close_json(root);
        place = place_of(l, file);
    }
    return !overwrites ||
           refuse(l->error, RO_BAD_MODEL, "%s: %s = true is not supported", place, path);
}

static bool is_listed(const str_list *names, str name) {
    for (int i = 0; i < names->count; i++) {
        if (same(names->at[i], name)) return true;
    }
    return false;
}

static bool load_components(loading *l) {
    str_list names, disabled;
    if (!texts_setting(l->settings, "nlp.pipeline", &names, l->error) ||
        !texts_setting(l->settings, "nlp.disabled", &disabled, l->error)) {
        return false;
    }
    for (int i = 0; i < names.count; i++) {
        bool is_enabled = !is_listed(&disabled, names.at[i]);
        if (!load_component(l, names.at[i], is_enabled) || !check_overwrite(l, names.at[i])) {
            return false;
        }
    }
    return true;
}

// ---- The whole ---------------------------------------------------------------------------

// Code that a package wants called while it is made.
static bool check_callbacks(loading *l) {
    static const char *const CALLBACKS[] = {"before_creation", "after_creation",
                                            "after_pipeline_creation"};
    for (size_t i = 0; i < sizeof CALLBACKS / sizeof *CALLBACKS; i++) {
        const char *path = format_in(l->a, "nlp.%s.@callbacks", CALLBACKS[i]);
        str         callback;
        if (!text_setting(l->settings, path, &callback, l->error)) return false;
        if (!callback.at) continue;
        return refuse(l->error, RO_BAD_MODEL, "%s: %s: the callback \"%.*s\" is not supported",
                      config_place(l->settings), path, SHOWN(callback));
    }
    return true;
}

static bool check_language(loading *l) {
    str tokenizer, vectors;
    if (!text_setting(l->settings, "nlp.lang", &l->out->language, l->error) ||
        !text_setting(l->settings, "nlp.tokenizer.@tokenizers", &tokenizer, l->error) ||
        !text_setting(l->settings, "nlp.vectors.@vectors", &vectors, l->error)) {
        return false;
    }
    if (vectors.at && !same(vectors, STR("spacy.Vectors.v1"))) {
        return refuse(l->error, RO_BAD_MODEL, "%s: the vectors \"%.*s\" are not supported",
                      config_place(l->settings), SHOWN(vectors));
    }
    if (!same(l->out->language, STR("en"))) {
        return refuse(l->error, RO_BAD_MODEL, "%s: the language \"%.*s\" is not supported",
                      config_place(l->settings), SHOWN(l->out->language));
    }
    return same(tokenizer, STR("spacy.Tokenizer.v1")) ||
           refuse(l->error, RO_BAD_MODEL, "%s: the tokenizer \"%.*s\" is not supported",
                  config_place(l->settings), SHOWN(tokenizer));
}

static bool load_title(loading *l) {
    str content;
    if (!read_needed(l, "meta.json", &content)) return false;
    json_value *root = read_package_json(l, "meta.json", content);
    if (!root) return false;
    l->out->name = model_name(l->a, l->out->language, json_str(json_get(root, "name")));
    l->out->version = copy_str(l->a, json_str(json_get(root, "version")));
    close_json(root);
    return (is_plain(l->out->name, STR("_.")) && is_plain(l->out->version, STR("_.+"))) ||
           refuse(l->error, RO_BAD_MODEL,
                  "%s: expected a plain name and version, found \"%.*s\" and \"%.*s\"",
                  place_of(l, "meta.json"), SHOWN(l->out->name), SHOWN(l->out->version));
}

static bool load_all(loading *l) {
    return check_language(l) && check_callbacks(l) && load_title(l) && load_tokenizer(l) &&
           load_norms(l) && load_vectors(l) && load_components(l);
}

bool load_pipeline(package *files, arena *a, pipeline *out, ro_error *error) {
    loading l = {.a = a, .files = files, .out = out, .error = error};
    str     text;
    *out = (pipeline){.tagger_encoder = NO_ENCODER, .senter_encoder = NO_ENCODER};
    out->parser.encoder = NO_ENCODER;
    out->ner.encoder = NO_ENCODER;
    if (!read_needed(&l, "config.cfg", &text)) return false;
    l.settings = open_config(a, text, place_of(&l, "config.cfg"), error);
    bool is_loaded = l.settings && load_all(&l);
    close_config(l.settings);
    return is_loaded;
}
