// tiny_zip.h - a zip file without compression, written by hand so that it may lie.
#ifndef READOUT_TINY_ZIP_H
#define READOUT_TINY_ZIP_H

#include "model/package.h"

str make_tiny_zip(arena *a, const packed_file *files, int count);

// Changes what the archive's directory says file `i` unpacks to.
void set_tiny_zip_size(str zip, int i, uint32_t size);

#endif
