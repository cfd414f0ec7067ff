// check.c - the invariants of a pipeline, wherever it was read from.
//
// The rows of one table for each part; the message names the part. What files say about arrays was
// compared when they were read; this is the last gate, and the only one for a flat file.
#include "model/check.h"

static bool is_from_to(int number, int least, int most) {
    return number >= least && number <= most;
}

static bool is_maxout_fine(const maxout_layer *m, int outputs, int inputs) {
    return m->outputs == outputs && m->inputs == inputs && is_from_to(m->pieces, 1, MOST_PIECES);
}

static bool is_linear_fine(const linear_layer *m, int outputs, int inputs) {
    return m->outputs == outputs && m->inputs == inputs && outputs >= 1;
}

static bool are_columns_fine(const encoder *e) {
    if (!is_from_to(e->column_count, 1, MOST_COLUMNS)) return false;
    for (int i = 0; i < e->column_count; i++) {
        if (e->columns[i].attribute > ATTRIBUTE_LOWER) return false;
        if (!is_from_to(e->columns[i].rows, 1, MOST_ROWS)) return false;
    }
    return true;
}

static bool is_encoder_fine(const encoder *e, const static_vectors *vectors) {
    if (!is_from_to(e->width, 1, MOST_WIDTH) || !is_from_to(e->depth, 1, MOST_LAYERS) ||
        !is_from_to(e->window, 1, MOST_WINDOW) || !are_columns_fine(e) ||
        (e->static_weights && !vectors->table)) {
        return false;
    }
    int parts = e->column_count + (e->static_weights ? 1 : 0);
    if (!is_maxout_fine(&e->mixer, e->width, e->width * parts)) return false;
    for (int i = 0; i < e->depth; i++) {
        if (!is_maxout_fine(&e->layers[i], e->width, e->width * (2 * e->window + 1))) return false;
    }
    return true;
}

static bool are_encoders_fine(const pipeline *p) {
    if (!is_from_to(p->encoder_count, 0, MOST_ENCODERS)) return false;
    for (int i = 0; i < p->encoder_count; i++) {
        if (!is_encoder_fine(&p->encoders[i], &p->vectors)) return false;
    }
    return true;
}

static bool is_head_fine(const pipeline *p, int number, const linear_layer *head, int classes) {
    if (number == NO_ENCODER) return true;
    return is_from_to(number, 0, p->encoder_count - 1) &&
           is_linear_fine(head, classes, p->encoders[number].width);
}

static bool are_heads_fine(const pipeline *p) {
    return is_head_fine(p, p->tagger_encoder, &p->tagger, p->tag_count) &&
           is_head_fine(p, p->senter_encoder, &p->senter, 2);
}

static bool is_network_fine(const pipeline *p, const transition_network *n, int slots,
                            int classes) {
    if (n->encoder == NO_ENCODER) return true;
    return is_from_to(n->encoder, 0, p->encoder_count - 1) && n->slots == slots &&
           is_from_to(n->hidden, 1, MOST_WIDTH) && is_from_to(n->pieces, 1, MOST_PIECES) &&
           is_linear_fine(&n->input, n->hidden, p->encoders[n->encoder].width) &&
           is_linear_fine(&n->upper, classes, n->hidden);
}

static bool are_classes_fine(const transition_class *classes, int count, int least, int most) {
    for (int i = 0; i < count; i++) {
        if (!is_from_to(classes[i].move, least, most) || !classes[i].label.at) return false;
    }
    return true;
}

static bool are_networks_fine(const pipeline *p) {
    return is_network_fine(p, &p->parser, PARSER_SLOTS, p->parser_class_count) &&
           is_network_fine(p, &p->ner, NER_SLOTS, p->ner_class_count) &&
           are_classes_fine(p->parser_classes, p->parser_class_count, 0, 4) &&
           are_classes_fine(p->ner_classes, p->ner_class_count, 1, 5);
}

static bool are_vectors_fine(const pipeline *p) {
    const static_vectors *v = &p->vectors;
    uint32_t              largest = 0;
    if (v->rows == 0) return v->width == 0 && v->key_count == 0;
    if (v->rows < 0 || v->width < 1 || v->key_count < 0) return false;
    for (int i = 0; i < v->key_count; i++) {
        largest = v->key_rows[i] > largest ? v->key_rows[i] : largest;
    }
    return largest < (uint32_t)v->rows;
}

static bool has_network(const pipeline *p, component_kind kind) {
    switch (kind) {
    case COMPONENT_TOK2VEC:
        return p->encoder_count > 0;
    case COMPONENT_TAGGER:
        return p->tagger_encoder != NO_ENCODER;
    case COMPONENT_PARSER:
        return p->parser.encoder != NO_ENCODER;
    case COMPONENT_SENTER:
        return p->senter_encoder != NO_ENCODER;
    case COMPONENT_NER:
        return p->ner.encoder != NO_ENCODER;
    case COMPONENT_ATTRIBUTE_RULER:
    case COMPONENT_LEMMATIZER:
        return true;
    }
    return false;
}

static bool are_components_fine(const pipeline *p) {
    if (!is_from_to(p->component_count, 0, MOST_COMPONENTS)) return false;
    for (int i = 0; i < p->component_count; i++) {
        if (!has_network(p, p->components[i].kind)) return false;
    }
    return true;
}

static bool is_exception_fine(const tokenizer_exception *exception) {
    size_t at = 0;
    for (int i = 0; i < exception->part_count; i++) {
        str orth = exception->parts[i].orth;
        str left = slice(exception->text, at, exception->text.size);
        if (orth.size == 0 || !starts_with(left, orth)) return false;
        at += orth.size;
    }
    return exception->part_count > 0 && at == exception->text.size;
}

static bool is_tokenizer_fine(const pipeline *p) {
    for (int i = 0; i < p->tokenizer.exception_count; i++) {
        if (!is_exception_fine(&p->tokenizer.exceptions[i])) return false;
    }
    return true;
}

static bool is_ruler_entry_fine(const ruler_entry *entry) {
    for (int i = 0; i < entry->pattern_count; i++) {
        const ruler_pattern *pattern = &entry->patterns[i];
        if (!is_from_to(entry->index, -pattern->token_count, pattern->token_count - 1)) {
            return false;
        }
        for (int j = 0; j < pattern->token_count; j++) {
            const ruler_token *token = &pattern->tokens[j];
            for (int k = 0; k < token->condition_count; k++) {
                if (token->conditions[k].key > RULER_POS) return false;
                if (token->conditions[k].test > RULER_REGEX) return false;
            }
        }
    }
    return true;
}

static bool is_ruler_fine(const pipeline *p) {
    for (int i = 0; i < p->ruler_entry_count; i++) {
        if (!is_ruler_entry_fine(&p->ruler[i])) return false;
    }
    return true;
}

bool check_pipeline(const pipeline *p, const char *place, ro_error *error) {
    static const struct {
        const char *part;
        bool (*is_fine)(const pipeline *p);
    } parts[] = {
        {"word vectors", are_vectors_fine},   {"encoders", are_encoders_fine},
        {"tagger or senter", are_heads_fine}, {"parser or ner", are_networks_fine},
        {"components", are_components_fine},  {"tokenizer exceptions", is_tokenizer_fine},
        {"attribute ruler", is_ruler_fine},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].is_fine(p)) continue;
        return refuse(error, RO_BAD_MODEL, "%s: the numbers of its %s do not agree", place,
                      parts[i].part);
    }
    return true;
}
