/* Filling: a line in the stick is filled exactly, class by class, as fill in adjust.py does it. */

#ifndef COMPOSITOR_TEXT_FILLING_H
#define COMPOSITOR_TEXT_FILLING_H

#include <Python.h>
#include <stdlib.h>
#include <string.h>

#include "stick.h"

/* Rules of setting, which marks.py and adjust.py have. */
static PyObject *steps, *reductions, *word_space, *latin_gap, *han_gap, *line_start, *line_end;
static long never, opening;

/* Have a glyph of the line move the pen on by so much more. */
static void move(Stick *stick, Py_ssize_t glyph, int64_t more) {
    if (stick->first <= glyph && glyph < stick->last)
        stick->moved[glyph - stick->first] += more;
    else
        off(stick, OTHERWISE);
}

static int64_t floored(int64_t number, int64_t by) {
    return number / by - (number % by != 0 && (number < 0) != (by < 0));
}

/* Take of the white of a mark; the part of it before the ink moves the glyph back. */
static void take(Stick *stick, Py_ssize_t unit, int64_t amount) {
    move(stick, (Py_ssize_t)number(stick, UNITS_first, unit + 1) - 1, -amount);
    int64_t lead = number_told(stick, UNITS_lead, unit), blank = lead ? number_told(stick, UNITS_blank, unit) : 0;
    if (!lead || !blank)
        return;
    Py_ssize_t glyph = (Py_ssize_t)number(stick, UNITS_first, unit);
    int64_t given = amount < blank ? amount : blank;
    if (llabs(lead) >= (1 << 26) || llabs(given) >= MOST || glyph < stick->first || glyph >= stick->last)
        off(stick, OTHERWISE);
    else
        stick->shifted[glyph - stick->first] -= floored(lead * given, blank);
}

static void note(Stick *stick, PyObject *name, int64_t amount) {
    if (amount == 0 || stick->verdict != DONE)
        return;
    PyObject *number = PyLong_FromLongLong(amount);
    if (number == NULL || PyDict_SetItem(stick->adjustments, name, number) < 0)
        off(stick, FAILED);
    Py_XDECREF(number);
}

/* Take the white of a mark at a line's edge, if there is one; what its neighbour across that edge had taken counts. */
static void trim(Stick *stick, Py_ssize_t unit, PyObject *name, PyObject *amount) {
    PyObject *squeezed = told(stick, UNITS_squeezed, unit);
    if (!amount && !squeezed)
        return;
    int64_t given = amount ? whole(stick, amount) : 0;
    if (given)
        take(stick, unit, given);
    if (((long)class_of(stick, UNITS_left, unit) == opening) == (name == line_start))
        note(stick, name, -given - (squeezed ? whole(stick, squeezed) : 0));
}

static int compare(const void *one, const void *other) {
    const Place *a = one, *b = other;
    if (a->room != b->room)
        return a->room < b->room ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* Share what is needed equally among places; what one can't take the others do. Return what they took together. */
static int64_t level(Stick *stick, Py_ssize_t count, int64_t need) {
    int64_t sum = 0, wanted = need;
    for (Py_ssize_t at = 0; at < count; at++) {
        stick->places[at].amount = stick->places[at].room;
        sum += stick->places[at].room;
    }
    if (need >= sum)
        return sum;
    qsort(stick->places, (size_t)count, sizeof *stick->places, compare);
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t left = count - at, most = (need + left - 1) / left;
        if (stick->places[at].amount > most)
            stick->places[at].amount = most;
        need -= stick->places[at].amount;
    }
    return wanted - need;
}

static void add_place(Stick *stick, Py_ssize_t *count, Py_ssize_t unit, Py_ssize_t glyph, int64_t room) {
    if (*count < stick->room)
        stick->places[(*count)++] = (Place){unit, glyph, room, 0};
    else
        off(stick, OTHERWISE);
}

/* Have the word spaces of the line as places that give or take. */
static Py_ssize_t spaces(Stick *stick, int takes) {
    Py_ssize_t count = 0, end = under(stick, ITEMS_spaces, stick->tail);
    for (Py_ssize_t at = under(stick, ITEMS_spaces, stick->start); at < end; at++) {
        Py_ssize_t unit = (Py_ssize_t)number(stick, ITEMS_spaces, at);
        PyObject *limits = told(stick, UNITS_spaces, unit);
        if (limits == NULL || !PyTuple_Check(limits) || PyTuple_GET_SIZE(limits) != 2) {
            off(stick, OTHERWISE);
            return 0;
        }
        int64_t width = number(stick, UNITS_widths, unit), limit = whole(stick, PyTuple_GET_ITEM(limits, takes));
        Py_ssize_t glyph = (Py_ssize_t)number(stick, UNITS_first, unit + 1) - 1;
        add_place(stick, &count, unit, glyph, takes ? limit - width : width - limit);
    }
    return count;
}

/* Have the Han-Latin gaps of the line as places that give or take up to ``room``. */
static Py_ssize_t latin_gaps(Stick *stick, int64_t room) {
    Py_ssize_t count = 0, end = under(stick, ITEMS_latin, stick->tail);
    for (Py_ssize_t at = under(stick, ITEMS_latin, stick->start + 1); at < end; at++) {
        Py_ssize_t boundary = (Py_ssize_t)number(stick, ITEMS_latin, at);
        add_place(stick, &count, boundary, (Py_ssize_t)number(stick, UNITS_first, boundary) - 1, room);
    }
    return count;
}

/* Have the marks that give in a step as places; those at the line's edges have given theirs. */
static Py_ssize_t marks(Stick *stick, PyObject *step) {
    Py_ssize_t count = 0, end = under(stick, ITEMS_white, stick->tail);
    for (Py_ssize_t at = under(stick, ITEMS_white, stick->start); at < end; at++) {
        Py_ssize_t unit = (Py_ssize_t)number(stick, ITEMS_white, at);
        PyObject *letter = item(stick, UNITS_left, unit);
        PyObject *found = letter ? PyDict_GetItemWithError(reductions, letter) : NULL;
        if (found == NULL && PyErr_Occurred())
            off(stick, FAILED);
        if (found != step || (unit == stick->start && told(stick, ITEMS_trimmed_start, unit)) ||
            (unit == stick->tail - 1 && told(stick, ITEMS_trimmed_end, stick->tail)))
            continue;
        PyObject *blank = told(stick, UNITS_blank, unit);
        add_place(stick, &count, unit, 0, whole(stick, blank));
    }
    return count;
}

static void reduce(Stick *stick, int64_t need) {
    for (Py_ssize_t at = 0; need > 0 && stick->verdict == DONE && at < PyTuple_GET_SIZE(steps); at++) {
        PyObject *step = PyTuple_GET_ITEM(steps, at);
        int of_marks = step != word_space && step != latin_gap;
        Py_ssize_t count = of_marks             ? marks(stick, step)
                           : step == word_space ? spaces(stick, 0)
                                                : latin_gaps(stick, whole(stick, stick->part[ITEMS_gap_shrink]));
        int64_t taken = level(stick, count, need);
        for (Py_ssize_t place = 0; place < count; place++)
            if (of_marks)
                take(stick, stick->places[place].unit, stick->places[place].amount);
            else
                move(stick, stick->places[place].glyph, -stick->places[place].amount);
        note(stick, step, -taken);
        need -= taken;
    }
}

static int64_t widen(Stick *stick, Py_ssize_t count, PyObject *name, int64_t extra) {
    if (count == 0)
        return extra;
    int64_t given = level(stick, count, extra);
    for (Py_ssize_t at = 0; at < count; at++)
        move(stick, stick->places[at].glyph, stick->places[at].amount);
    note(stick, name, given);
    return extra - given;
}

/* Expand word spaces, then Han-Latin gaps, then all boundaries equally. */
static void expand(Stick *stick, int64_t extra) {
    extra = widen(stick, spaces(stick, 1), word_space, extra);
    extra = widen(stick, latin_gaps(stick, whole(stick, stick->part[ITEMS_gap_room])), latin_gap, extra);
    if (extra <= 0 || stick->verdict != DONE)
        return;
    Py_ssize_t count = 0;
    for (Py_ssize_t at = stick->start + 1; at < stick->tail; at++)
        if (boundary_of(stick, ITEMS_stretchable, at))
            add_place(stick, &count, at, 0, 0);
    for (Py_ssize_t at = stick->start + 1, none = count == 0; none && at < stick->tail; at++)
        if (boundary_of(stick, ITEMS_breaks, at) != never)
            add_place(stick, &count, at, 0, 0);
    if (count == 0)
        return;
    for (Py_ssize_t at = 0; at < count; at++)
        move(stick, (Py_ssize_t)number(stick, UNITS_first, stick->places[at].unit) - 1,
             extra / count + (at < extra % count));
    note(stick, han_gap, extra);
}

/* Take up a line as it is before adjustment, with its edges trimmed. */
static void take_up(Stick *stick, Py_ssize_t start, Py_ssize_t end) {
    stick->start = start;
    stick->end = stick->tail = end;
    while (stick->tail > start && class_of(stick, UNITS_right, stick->tail - 1) == '_')
        stick->tail--;
    stick->first = (Py_ssize_t)number(stick, UNITS_first, start);
    stick->last = (Py_ssize_t)number(stick, UNITS_first, stick->tail);
    Py_ssize_t long_ = stick->last - stick->first, wide = stick->tail - start;
    if (stick->first < 0 || long_ <= 0 || wide <= 0 || long_ > MOST_UNITS || wide > MOST_UNITS ||
        stick->last > PyList_GET_SIZE(stick->part[GLYPHS_codes])) {
        off(stick, OTHERWISE);
        return;
    }
    Py_ssize_t room = long_ > wide ? long_ : wide;
    if (room > stick->room) {
        PyMem_Free(stick->moved);
        PyMem_Free(stick->places);
        stick->room = room * 2;
        stick->moved = PyMem_Malloc((size_t)stick->room * 2 * sizeof *stick->moved);
        stick->places = PyMem_Malloc((size_t)stick->room * sizeof *stick->places);
        if (stick->moved == NULL || stick->places == NULL) {
            stick->room = 0;
            PyErr_NoMemory();
            off(stick, FAILED);
            return;
        }
        stick->shifted = stick->moved + stick->room;
    }
    memset(stick->moved, 0, (size_t)long_ * sizeof *stick->moved);
    memset(stick->shifted, 0, (size_t)long_ * sizeof *stick->shifted);
    move(stick, stick->last - 1, -number_told(stick, ITEMS_gaps, stick->tail));
    trim(stick, start, line_start, told(stick, ITEMS_trimmed_start, start));
    trim(stick, stick->tail - 1, line_end, told(stick, ITEMS_trimmed_end, stick->tail));
}

static void fill(Stick *stick, int64_t room, int justify) {
    int64_t extra = room - (number(stick, ITEMS_ends, stick->end) - number(stick, ITEMS_starts, stick->start));
    if (extra < 0)
        reduce(stick, -extra);
    else if (extra > 0 && justify)
        expand(stick, extra);
}

#endif
