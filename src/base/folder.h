// folder.h - what is in a folder and in those below it.
#ifndef READOUT_FOLDER_H
#define READOUT_FOLDER_H

#include "base/error.h"
#include "base/list.h"
#include "base/table.h"

typedef struct {
    str             path;    // terminated
    uint64_t        size;    // bytes, of a regular file
    uint64_t        changed; // last change, in nanoseconds since 1970
    const ro_error *problem; // why it is not read, or NULL
} file_entry;

typedef LIST(file_entry) file_list;

// ---- Listing -----------------------------------------------------------------------------

// Adds a path and, for a folder, all files below it instead: in byte order of their names, a
// folder's files in the place of its name. Hidden files and folders are passed over. Links are
// followed; `seen` holds the folders that were read, so that each is read once and no loop of
// links is without end. What cannot be read, or is neither file nor folder, is added with its
// problem; a folder met again with a problem of status RO_OK.
void list_files(arena *a, const char *path, str_table *seen, file_list *files);

// ---- Putting a folder in its place -------------------------------------------------------

// Makes an empty folder beside `path`, under a name that no other has.
bool make_folder_beside(arena *a, const char *path, str *made, ro_error *error) MUST_CHECK;

// Moves a folder to `path`. What was there is replaced in one step and removed.
bool put_folder(const char *folder, const char *path, ro_error *error) MUST_CHECK;

// Removes a folder of files (links and folders in it stay, and keep it). Says nothing when it
// cannot: it is for clearing up.
void remove_folder(const char *path);

#endif
