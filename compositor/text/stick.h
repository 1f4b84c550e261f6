/* A stick and what it sets from: items, their glyphs and units, and the matter, every object looked at. */

#ifndef COMPOSITOR_TEXT_STICK_H
#define COMPOSITOR_TEXT_STICK_H

#include <Python.h>
#include <stdint.h>

#include "records.h"

/* Further than this no length reaches, and no line has more units or glyphs: under them nothing overflows. */
#define MOST ((int64_t)1 << 36)
#define MOST_UNITS ((int64_t)1 << 20)

/* What is read of items, their glyphs and units, and of the matter. */
#define PARTS(one)                                                                                                     \
    one(GLYPHS, List, codes) one(GLYPHS, List, advances) one(GLYPHS, List, shifts) one(GLYPHS, List, counts)           \
    one(GLYPHS, List, at) one(GLYPHS, List, fount_at) one(GLYPHS, List, founts) one(GLYPHS, List, missing)             \
    one(UNITS, List, first) one(UNITS, List, widths) one(UNITS, List, left) one(UNITS, List, right)                    \
    one(UNITS, Dict, blank) one(UNITS, Dict, lead) one(UNITS, Dict, squeezed) one(UNITS, Dict, spaces)                 \
    one(ITEMS, ByteArray, breaks) one(ITEMS, ByteArray, stretchable) one(ITEMS, Dict, gaps) one(ITEMS, List, latin)    \
    one(ITEMS, List, starts) one(ITEMS, List, ends) one(ITEMS, List, white) one(ITEMS, List, spaces)                   \
    one(ITEMS, Dict, trimmed_start) one(ITEMS, Dict, trimmed_end)                                                      \
    one(ITEMS, Long, gap_shrink) one(ITEMS, Long, gap_room)                                                            \
    one(MATTER, Unicode, text) one(MATTER, Long, start) one(MATTER, Long, end) one(MATTER, Long, indent)               \
    one(MATTER, Long, hang)
#define PART(owner, kind, name) owner##_##name,
#define PART_ROW(owner, kind, name) {owner, #name, NULL, &Py##kind##_Type},
enum { ITEMS, GLYPHS, UNITS, MATTER, OWNERS };
enum { PARTS(PART) PART_COUNT };
static struct {
    int owner;
    const char *said;
    PyObject *name;
    PyTypeObject *kind;
} parts[] = {PARTS(PART_ROW)};

/* One that gives or takes in a step: how much it can, and how much it does. */
typedef struct {
    Py_ssize_t unit, glyph;
    int64_t room, amount;
} Place;

/* A stick: what it sets from, and the line in it. ``moved`` and ``shifted`` are by how much glyphs have other advances
 * and shifts than before; a line is of the glyphs from ``first`` to before ``last`` and the units from ``start`` to
 * before ``tail``. */
typedef struct {
    PyObject *part[PART_COUNT];
    Py_ssize_t count;
    int64_t *moved, *shifted;
    Place *places;
    Py_ssize_t room, start, tail, end, first, last;
    PyObject *adjustments, *nothing;
    Verdict verdict;
} Stick;

static void off(Stick *stick, Verdict verdict) {
    if (stick->verdict == DONE)
        stick->verdict = verdict;
}

/* Return one of a list (a borrowed reference). */
static PyObject *item(Stick *stick, int part, Py_ssize_t at) {
    PyObject *list = stick->part[part];
    if (0 <= at && at < PyList_GET_SIZE(list))
        return PyList_GET_ITEM(list, at);
    off(stick, OTHERWISE);
    return NULL;
}

static int64_t whole(Stick *stick, PyObject *object) {
    int64_t number = 0;
    Verdict verdict = object ? whole_number(object, MOST - 1, &number) : OTHERWISE;
    if (verdict == DONE)
        return number;
    off(stick, verdict);
    return 0;
}

static int64_t number(Stick *stick, int part, Py_ssize_t at) { return whole(stick, item(stick, part, at)); }

/* Return what a dictionary tells of a unit (a borrowed reference), NULL where it tells nothing. */
static PyObject *told(Stick *stick, int part, Py_ssize_t unit) {
    if (PyDict_GET_SIZE(stick->part[part]) == 0)
        return NULL;
    PyObject *key = PyLong_FromSsize_t(unit), *found = key ? PyDict_GetItemWithError(stick->part[part], key) : NULL;
    Py_XDECREF(key);
    if (found == NULL && PyErr_Occurred())
        off(stick, FAILED);
    return found;
}

static int64_t number_told(Stick *stick, int part, Py_ssize_t unit) {
    PyObject *found = told(stick, part, unit);
    return found ? whole(stick, found) : 0;
}

/* Return the class with which a unit begins or ends. */
static Py_UCS4 class_of(Stick *stick, int part, Py_ssize_t unit) {
    PyObject *letter = item(stick, part, unit);
    if (letter && PyUnicode_Check(letter) && PyUnicode_GET_LENGTH(letter) == 1)
        return PyUnicode_READ_CHAR(letter, 0);
    off(stick, OTHERWISE);
    return 0;
}

/* Return what a boundary is. */
static int boundary_of(Stick *stick, int part, Py_ssize_t at) {
    PyObject *bytes = stick->part[part];
    if (0 <= at && at < PyByteArray_GET_SIZE(bytes))
        return (unsigned char)PyByteArray_AS_STRING(bytes)[at];
    off(stick, OTHERWISE);
    return 0;
}

/* Return how many of a list in order are under a number. */
static Py_ssize_t under(Stick *stick, int part, int64_t limit) {
    Py_ssize_t low = 0, high = PyList_GET_SIZE(stick->part[part]);
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (number(stick, part, middle) < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#endif
