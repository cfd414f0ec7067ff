// archive.h - zip files, read by libzip, which this module hides. Nothing is unpacked to disk.
#ifndef READOUT_MODEL_ARCHIVE_H
#define READOUT_MODEL_ARCHIVE_H

#include "base/arena.h"
#include "base/error.h"

typedef struct archive archive;

// Refuses archives with names that lead out of a folder, or with too many files.
archive *open_archive(const char *path, ro_error *error) MUST_CHECK;
// The same from bytes in memory, which must outlive it; `name` is for messages.
archive *open_archive_bytes(str bytes, const char *name, ro_error *error) MUST_CHECK;
void     close_archive(archive *zip);

int archive_count(const archive *zip);
str archive_name(const archive *zip, int i); // "folder/file"

// Unpacks one file into the arena, at most `largest` bytes.
bool read_archived(archive *zip, int i, size_t largest, arena *a, str *content,
                   ro_error *error) MUST_CHECK;

#endif
