// reads_a_report.c - what a program outside does: opens the default model, reads one report, prints
// its record.
#include <readout/readout.h>
#include <stdio.h>

int main(void) {
    static const char text[] = "\"We will not sign,\" Ilse Varga told reporters.";
    ro_error          error = {0};
    ro_model         *model = ro_open_model(NULL, &error);
    if (!model) {
        printf("no model: %s\n", error.message);
        return 77;
    }
    const ro_report       report = {.text = {text, sizeof text - 1}};
    const ro_read_options options = {.task = RO_READ, .form = RO_AS_JSON};
    ro_document          *document = ro_read_report(model, &report, &options, &error);
    if (!document) {
        printf("%s\n", error.message);
        return 1;
    }
    ro_text record = ro_rendered(document);
    printf("%.*s", (int)record.size, record.at);
    ro_close_document(document);
    ro_close_model(model);
    return 0;
}
