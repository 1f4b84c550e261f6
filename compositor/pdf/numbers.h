/* Numbers as a content stream writes them, and the text that they are written into: what numbers.py does. */

#ifndef COMPOSITOR_PDF_NUMBERS_H
#define COMPOSITOR_PDF_NUMBERS_H

#include <Python.h>
#include <stdint.h>
#include <string.h>

#define SP 65536
#define FINE 100000
#define TOLERANCE ((int64_t)SP * FINE / 1000)
#define LARGE (24 * (int64_t)SP)

/* What is written so far; ``broken`` once memory has run out. */
typedef struct {
    char *at;
    size_t length, room;
    int broken;
} Text;

static void put(Text *text, const char *bytes, size_t length) {
    if (text->broken)
        return;
    if (length > text->room - text->length) {
        size_t room = (text->length + length) * 2 + 256;
        char *at = PyMem_Realloc(text->at, room);
        if (at == NULL) {
            text->broken = 1;
            return;
        }
        text->at = at;
        text->room = room;
    }
    memcpy(text->at + text->length, bytes, length);
    text->length += length;
}

static void put_words(Text *text, const char *words) { put(text, words, strlen(words)); }

/* Return whole / by, and halves to the even neighbour; by is above 0. */
static int64_t halved_to_even(int64_t whole, int64_t by) {
    int64_t size = whole < 0 ? -whole : whole, found = size / by, left = size % by;
    if (left > by - left || (left == by - left && found % 2))
        found++;
    return whole < 0 ? -found : found;
}

/* Put a number that is told in parts, ``per`` (100, 10,000 ...) to the whole, without needless zeros. */
static void put_decimal(Text *text, int64_t parts, int64_t per) {
    char digits[48], *begin = digits + 24, *end = begin;
    int64_t size = parts < 0 ? -parts : parts, whole = size / per, left = size % per;
    do
        *--begin = (char)('0' + whole % 10);
    while (whole /= 10);
    if (parts < 0)
        *--begin = '-';
    if (left)
        *end++ = '.';
    for (; left; left %= per) {
        per /= 10;
        *end++ = (char)('0' + left / per);
    }
    put(text, begin, (size_t)(end - begin));
}

/* Put a length in points, as ``length`` does: 10,000 / 65,536 is 625 / 4,096. */
static void put_length(Text *text, int64_t scaled) { put_decimal(text, halved_to_even(scaled * 625, 4096), 10000); }

/* Put a size of type, as ``points`` does: 100,000 / 65,536 is 3,125 / 2,048. */
static void put_points(Text *text, int64_t size) { put_decimal(text, halved_to_even(size * 3125, 2048), 100000); }

/* Put a number of TJ, as ``moved`` does. */
static void put_moved(Text *text, int64_t hundredths) { put_decimal(text, hundredths, 100); }

#endif
