// stream.c - many reports, one or more threads, results in the order of the input.
//
//     calling thread:  input --> [ slot | slot | slot | ... ] --> on_result
//                                  ^ claimed in order by workers
//
// A ring of slots. The calling thread fills free slots from the input and takes finished ones off
// the other end, in order, so input and callback never see another thread. Workers claim filled
// slots. One lock guards the ring; what is in a slot belongs to whoever holds it by its state.
// With one thread no other is started.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "engine/worker.h"

typedef enum { SLOT_FREE, SLOT_FILLED, SLOT_CLAIMED, SLOT_DONE } slot_state;

typedef struct {
    slot_state   state;
    arena        memory; // holds the report
    ro_report    report;
    ro_document *document;
    ro_error     error;
    bool         is_problem; // error says why the input gave no report, or it could not be read
} slot;

typedef struct {
    const ro_model        *model;
    const ro_read_options *options;
    slot                  *slots;
    int                    slot_count;
    uint64_t               filled, claimed, taken; // slots ever; claimed <= filled, taken <= filled
    bool                   is_over;                // workers go home when nothing is left to claim
    pthread_mutex_t        lock;
    pthread_cond_t         has_work, has_result;
} ring;

typedef struct {
    ro_input    *input;
    ro_on_result on_result;
    void        *context;
} ends;

// ---- Reports into slots ------------------------------------------------------------------

static ro_text keep(arena *a, ro_text text) {
    return text.at ? text_of_str(copy_str(a, str_of_text(text))) : text;
}

static void fill_slot(slot *s, const ro_report *report) {
    s->report = (ro_report){.id = keep(&s->memory, report->id),
                            .text = keep(&s->memory, report->text),
                            .title = keep(&s->memory, report->title),
                            .url = keep(&s->memory, report->url),
                            .outlet = keep(&s->memory, report->outlet),
                            .published = keep(&s->memory, report->published),
                            .updated = keep(&s->memory, report->updated),
                            .byline = keep(&s->memory, report->byline),
                            .place = keep(&s->memory, report->place)};
}

static bool is_wanted(const ro_read_options *options, const ro_report *report) {
    return !options->wants_report || options->wants_report(options->context, report);
}

// The next report that is wanted, or a problem, into a slot. False at the end.
static bool take_next(const ro_read_options *options, ro_input *input, slot *s) {
    for (;;) {
        ro_report report = {0};
        switch (ro_next_report(input, &report, &s->error)) {
        case RO_END:
            return false;
        case RO_PROBLEM:
            s->is_problem = true;
            return true;
        case RO_REPORT:
            if (!is_wanted(options, &report)) continue;
            fill_slot(s, &report);
            return true;
        }
    }
}

static void read_slot(worker *w, const ro_read_options *options, slot *s) {
    if (s->is_problem) return;
    s->document = read_on_worker(w, &s->report, options, &s->error);
    s->is_problem = s->document == NULL;
}

static bool deliver(const ends *to, slot *s) {
    const ro_result result = {.report = &s->report,
                              .document = s->document,
                              .rendered = s->document ? ro_rendered(s->document) : (ro_text){0},
                              .problem = s->is_problem ? &s->error : NULL};
    bool            goes_on = to->on_result(to->context, &result);
    ro_close_document(s->document);
    close_arena(&s->memory);
    *s = (slot){0};
    return goes_on;
}

// ---- One thread --------------------------------------------------------------------------

static bool read_alone(const ro_model *model, const ro_read_options *options, const ends *e) {
    worker *w = open_worker(model, options->task);
    slot    s = {0};
    bool    goes_on = true;
    while (goes_on && take_next(options, e->input, &s)) {
        read_slot(w, options, &s);
        goes_on = deliver(e, &s);
    }
    close_worker(w);
    return goes_on;
}

// ---- More threads ------------------------------------------------------------------------

static slot *slot_at(const ring *r, uint64_t number) {
    return &r->slots[number % (uint64_t)r->slot_count];
}

// The next filled slot, or NULL when there will be none. Holds the lock while it looks.
static slot *claim_slot(ring *r) {
    slot *found = NULL;
    pthread_mutex_lock(&r->lock);
    while (r->claimed == r->filled && !r->is_over) {
        pthread_cond_wait(&r->has_work, &r->lock);
    }
    if (r->claimed < r->filled) {
        found = slot_at(r, r->claimed++);
        found->state = SLOT_CLAIMED;
    }
    pthread_mutex_unlock(&r->lock);
    return found;
}

static void *work(void *argument) {
    ring   *r = argument;
    worker *w = open_worker(r->model, r->options->task);
    for (slot *s; (s = claim_slot(r)) != NULL;) {
        read_slot(w, r->options, s);
        pthread_mutex_lock(&r->lock);
        s->state = SLOT_DONE;
        pthread_cond_signal(&r->has_result);
        pthread_mutex_unlock(&r->lock);
    }
    close_worker(w);
    return NULL;
}

// Fills free slots. Only the calling thread changes `filled`, so it may look without the lock.
static bool fill_ring(ring *r, ro_input *input) {
    while (r->filled - r->taken < (uint64_t)r->slot_count) {
        slot *s = slot_at(r, r->filled);
        assert(s->state == SLOT_FREE);
        if (!take_next(r->options, input, s)) return false;
        pthread_mutex_lock(&r->lock);
        s->state = SLOT_FILLED;
        r->filled++;
        pthread_cond_signal(&r->has_work);
        pthread_mutex_unlock(&r->lock);
    }
    return true;
}

static slot *wait_for_oldest(ring *r) {
    slot *oldest = slot_at(r, r->taken);
    pthread_mutex_lock(&r->lock);
    while (oldest->state != SLOT_DONE) {
        pthread_cond_wait(&r->has_result, &r->lock);
    }
    pthread_mutex_unlock(&r->lock);
    return oldest;
}

static bool run_ring(ring *r, const ends *e) {
    bool has_input = true, goes_on = true;
    while (goes_on) {
        if (has_input) has_input = fill_ring(r, e->input);
        if (r->taken == r->filled) break;
        goes_on = deliver(e, wait_for_oldest(r));
        r->taken++;
    }
    pthread_mutex_lock(&r->lock);
    r->is_over = true;
    if (!goes_on) r->claimed = r->filled; // nobody wants the rest
    pthread_cond_broadcast(&r->has_work);
    pthread_mutex_unlock(&r->lock);
    return goes_on;
}

static void empty_ring(ring *r) {
    for (int i = 0; i < r->slot_count; i++) {
        ro_close_document(r->slots[i].document);
        close_arena(&r->slots[i].memory);
    }
    free(r->slots);
    pthread_mutex_destroy(&r->lock);
    pthread_cond_destroy(&r->has_work);
    pthread_cond_destroy(&r->has_result);
}

static bool read_together(const ro_model *model, const ro_read_options *options, const ends *e,
                          ro_error *error) {
    enum { SLOTS_A_THREAD = 4, MOST_THREADS = 256 };
    pthread_t threads[MOST_THREADS];
    int       wanted = options->threads < MOST_THREADS ? options->threads : MOST_THREADS;
    int       started = 0;
    ring      r = {.model = model, .options = options, .slot_count = wanted * SLOTS_A_THREAD};
    r.slots = calloc((size_t)r.slot_count, sizeof *r.slots);
    if (!r.slots) die_of_no_memory(sizeof *r.slots);
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.has_work, NULL);
    pthread_cond_init(&r.has_result, NULL);
    while (started < wanted && pthread_create(&threads[started], NULL, work, &r) == 0) {
        started++;
    }
    // Fewer threads than asked for are slower, not wrong; none at all cannot read.
    bool is_done = started > 0 ? run_ring(&r, e)
                               : refuse(error, RO_IO, "the system refused to start a thread");
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    empty_ring(&r);
    return is_done;
}

bool ro_read_all(const ro_model *model, ro_input *input, const ro_read_options *options,
                 ro_on_result on_result, void *context, ro_error *error) {
    const ends e = {input, on_result, context};
    ro_error   inner = {0};
    bool       is_done = options->threads > 1 ? read_together(model, options, &e, &inner)
                                              : read_alone(model, options, &e);
    if (is_done) return true;
    if (inner.status != RO_OK) return refuse(error, inner.status, "%s", inner.message);
    return refuse(error, RO_STOPPED, "stopped");
}
