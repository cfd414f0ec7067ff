// tiny_zip.c - local headers with the files, then the directory, then its end (APPNOTE 4.3).
#include "tiny_zip.h"

#include "base/buffer.h"

enum { SIZE_IN_ENTRY = 24 }; // of the unpacked file

static void add_numbers(buffer *b, const uint32_t *numbers, const char *widths) {
    for (; *widths; widths++, numbers++) {
        for (int i = 0; i < *widths - '0'; i++) {
            add_char(b, (char)(*numbers >> (8 * i)));
        }
    }
}

static uint32_t crc_of(str bytes) {
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < bytes.size; i++) {
        crc ^= (uint8_t)bytes.at[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
        }
    }
    return ~crc;
}

static void add_local(buffer *b, const packed_file *file) {
    uint32_t size = (uint32_t)file->content.size, name = (uint32_t)file->name.size;
    add_numbers(b,
                (const uint32_t[]){0x04034b50, 10, 0, 0, 0, 0x21, crc_of(file->content), size, size,
                                   name, 0},
                "42222244422");
    add_str(b, file->name);
    add_str(b, file->content);
}

static void add_entry(buffer *b, const packed_file *file, size_t place) {
    uint32_t size = (uint32_t)file->content.size, name = (uint32_t)file->name.size;
    add_numbers(b,
                (const uint32_t[]){0x02014b50, 10, 10, 0, 0, 0, 0x21, crc_of(file->content), size,
                                   size, name, 0, 0, 0, 0, 0, (uint32_t)place},
                "42222224442222244");
    add_str(b, file->name);
}

str make_tiny_zip(arena *a, const packed_file *files, int count) {
    buffer  b = {0};
    size_t *places = NEW_IN(a, size_t, count + 1);
    for (int i = 0; i < count; i++) {
        places[i] = b.size;
        add_local(&b, &files[i]);
    }
    size_t directory = b.size;
    for (int i = 0; i < count; i++) {
        add_entry(&b, &files[i], places[i]);
    }
    uint32_t files_there = (uint32_t)count, size = (uint32_t)(b.size - directory);
    add_numbers(&b,
                (const uint32_t[]){0x06054b50, 0, 0, files_there, files_there, size,
                                   (uint32_t)directory, 0},
                "42222442");
    str zip = copy_str(a, str_of_buffer(&b));
    close_buffer(&b);
    return zip;
}

void set_tiny_zip_size(str zip, int i, uint32_t size) {
    int64_t at = find_str(zip, STR("PK\x01\x02"), 0);
    for (; i > 0; i--) {
        at = find_str(zip, STR("PK\x01\x02"), (size_t)at + 4);
    }
    memcpy((char *)(uintptr_t)zip.at + at + SIZE_IN_ENTRY, &size, sizeof size);
}
