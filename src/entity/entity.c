// entity.c - the stage from end to end, and its result.
#include "entity/entity.h"

#include "entity/entity_internal.h"
#include "entity/spelling.h"

static int *list_of(arena *a, int count, int value) {
    int *list = NEW_IN(a, int, count + 1);
    for (int i = 0; i < count; i++) {
        list[i] = value;
    }
    return list;
}

static void list_chunks(entity_work *w) {
    for (int c = 0; c < w->doc->noun_chunks.count; c++) {
        int head = head_of_range(w->doc, w->doc->noun_chunks.at[c]);
        if (head >= 0) w->chunk[head] = c;
    }
}

// ---- Writing down ------------------------------------------------------------------------

static bool is_written(const found *it) {
    return it->actor >= 0 && it->tokens.end > it->tokens.begin;
}

// Founds in text order: by first token, the longer first.
static int *order_mentions(const entity_work *w) {
    int  tokens = w->doc->tokens.count;
    int *first = list_of(w->scratch, tokens, -1), *next = list_of(w->scratch, w->found.count, -1);
    int *order = NEW_IN(w->scratch, int, w->found.count + 1), count = 0;
    for (int at = 0; at < w->found.count; at++) {
        const found *it = &w->found.at[at];
        if (!is_written(it)) continue;
        int *link = &first[it->tokens.begin];
        while (*link >= 0 && w->found.at[*link].tokens.end >= it->tokens.end) {
            link = &next[*link];
        }
        next[at] = *link;
        *link = at;
    }
    for (int i = 0; i < tokens; i++) {
        for (int at = first[i]; at >= 0; at = next[at]) {
            order[count++] = at;
        }
    }
    order[count] = -1;
    return order;
}

static void add_alias(document *doc, entity *e, str name) {
    if (same(name, e->name) || name.size == 0) return;
    enum { MOST_ALIASES = 64 };
    for (int i = 0; i < e->aliases.count; i++) {
        if (same(e->aliases.at[i], name)) return;
    }
    if (e->aliases.count < MOST_ALIASES) PUSH_IN(&doc->memory, &e->aliases, name);
}

static void begin_entity(entity_work *w, int from) {
    const actor *who = &w->actors.at[from];
    document    *doc = w->doc;
    entity       made = {.type = who->type, .name = copy_str(&doc->memory, who->name), .of = NO_ID};
    for (int r = 0; r < who->roles.count; r++) {
        PUSH_IN(&doc->memory, &made.roles, who->roles.at[r].text);
    }
    PUSH_IN(&doc->memory, &doc->entities, made);
}

static bool is_alias(const found *it) {
    return it->kind == MENTION_NAME && it->form != FORM_ADJECTIVE;
}

static void write_mentions(entity_work *w, int *number) {
    document  *doc = w->doc;
    const int *order = order_mentions(w);
    for (int i = 0; order[i] >= 0; i++) {
        const found *it = &w->found.at[order[i]];
        int          who = root_actor(w, it->actor);
        if (number[who] == NO_ID) {
            number[who] = doc->entities.count;
            begin_entity(w, who);
        }
        entity *e = &doc->entities.at[number[who]];
        PUSH_IN(&doc->memory, &e->mentions,
                ((mention){.where = span_of_tokens(doc, it->tokens.begin, it->tokens.end),
                           .kind = it->kind,
                           .head = it->head}));
        if (is_alias(it)) add_alias(doc, e, it->name);
    }
}

static void write_entities(entity_work *w) {
    document *doc = w->doc;
    int      *number = list_of(w->scratch, w->actors.count, NO_ID);
    write_mentions(w, number);
    for (int i = 0; i < w->actors.count; i++) {
        const actor *who = &w->actors.at[i];
        if (who->parent != i || number[i] == NO_ID || who->of < 0) continue;
        int of = number[root_actor(w, who->of)];
        doc->entities.at[number[i]].of = of == number[i] ? NO_ID : of;
    }
    doc->mention_heads = NEW_IN(&doc->memory, int, doc->tokens.count + 1);
    for (int i = 0; i < doc->tokens.count; i++) {
        int who = actor_of_token(w, i);
        doc->mention_heads[i] = who < 0 ? NO_ID : number[who];
    }
}

void find_entities(const entity_rules *rules, arena *scratch, document *doc) {
    int         count = doc->tokens.count;
    entity_work w = {.rules = rules, .scratch = scratch, .doc = doc};
    w.covering = list_of(scratch, count, -1);
    w.headed = list_of(scratch, count, -1);
    w.chunk = list_of(scratch, count, -1);
    w.quote = list_of(scratch, count, 0);
    list_chunks(&w);
    collect_names(&w);
    collect_bodies(&w);
    merge_names(&w);
    type_actors(&w);
    mark_quotations(&w);
    read_roles(&w);
    resolve_descriptions(&w);
    resolve_first_persons(&w);
    write_entities(&w);
}
