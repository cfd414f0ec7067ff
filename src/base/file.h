// file.h - whole files, and making folders. With stream.h and folder.h the only place of the
// library that opens any.
#ifndef READOUT_FILE_H
#define READOUT_FILE_H

#include "base/arena.h"
#include "base/error.h"

// Reads a whole file into the arena. Fails when it holds more than `largest` bytes.
bool read_file(arena *a, const char *path, size_t largest, str *content,
               ro_error *error) MUST_CHECK;

// A file mapped read-only. `content` is empty for an empty file.
typedef struct {
    str content;
} mapped_file;

bool map_file(const char *path, mapped_file *file, ro_error *error) MUST_CHECK;
void unmap_file(mapped_file *file);

// Writes a file so that at any moment either the old or the new one is there, whole: into a
// temporary file beside it, synced, then renamed.
bool write_file(const char *path, str content, ro_error *error) MUST_CHECK;

// Makes a folder and those above it. An existing one is fine.
bool make_folder(const char *path, ro_error *error) MUST_CHECK;

// Readout's folder under the XDG base directories, without making it:
// $XDG_DATA_HOME/readout or ~/.local/share/readout, $XDG_CACHE_HOME/readout or ~/.cache/readout
// (XDG Base Directory Specification 0.8; values that are not absolute are passed over).
// Fails when neither the variable nor HOME is set.
bool find_data_folder(arena *a, str *path, ro_error *error) MUST_CHECK;
bool find_cache_folder(arena *a, str *path, ro_error *error) MUST_CHECK;

// "folder/name", terminated, in the arena.
str join_path(arena *a, str folder, str name);

#endif
