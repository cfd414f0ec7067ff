// replay.c - runs a target over the seeds that fuzzing starts from and the files that it once found;
// a folder of findings need not be there.
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "fuzz.h"

int main(int count, char **paths) {
    arena     a = {0};
    str_table seen = {0};
    file_list files = {0};
    for (int i = 1; i < count; i++) {
        if (access(paths[i], F_OK) == 0) list_files(&a, paths[i], &seen, &files);
    }
    for (int i = 0; i < files.count; i++) {
        ro_error error = {0};
        str      content;
        if (!read_file(&a, files.at[i].path.at, 1 << 24, &content, &error)) {
            fprintf(stderr, "%s\n", error.message);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)content.at, content.size);
    }
    printf("%d files replayed\n", files.count);
    close_arena(&a);
    return files.count > 0 ? 0 : 1;
}
