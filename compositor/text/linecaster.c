/* The line caster: plain lines filled and made in one go, as Stick in setter.py and fill in adjust.py do it.
 *
 * It looks at every object that it is given. A line of which anything isn't as items have it, or that has more to it
 * than type in its measure, is left to the stick.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "filling.h"
#include "records.h"
#include "stick.h"

static PyObject *abreast;
static long hyphen;

/* Return a tuple of numbers of some glyphs; ``more`` is by how much they are others now. */
static PyObject *row_of(Stick *stick, int part, const int64_t *more, Py_ssize_t begin, Py_ssize_t end) {
    PyObject *row = PyTuple_New(end - begin), *last = NULL;
    int64_t last_number = 0;
    for (Py_ssize_t at = begin; row != NULL && at < end; at++) {
        PyObject *number = item(stick, part, at);
        int64_t changed = more ? more[at - stick->first] : 0;
        if (changed) {
            int64_t now = whole(stick, number) + changed;
            number = last && last_number == now ? Py_NewRef(last) : PyLong_FromLongLong(now);
            last = number;
            last_number = now;
        } else
            Py_XINCREF(number);
        if (number == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at - begin, number);
    }
    return row;
}

/* Return such a tuple, empty where all numbers are ``usual``. */
static PyObject *unusual(Stick *stick, int part, const int64_t *more, int64_t usual, Py_ssize_t begin, Py_ssize_t end) {
    for (Py_ssize_t at = begin; at < end; at++)
        if (number(stick, part, at) + (more ? more[at - stick->first] : 0) != usual)
            return row_of(stick, part, more, begin, end);
    return Py_NewRef(stick->nothing);
}

/* Return the run of some glyphs of one fount. */
static PyObject *run_of(Stick *stick, PyObject *fount, Py_ssize_t begin, Py_ssize_t end) {
    int64_t start = number(stick, GLYPHS_at, begin);
    int64_t stop = number(stick, GLYPHS_at, end - 1) + number(stick, GLYPHS_counts, end - 1);
    PyObject *text = stick->part[MATTER_text];
    if (stick->verdict != DONE || start < 0 || stop < start || stop > PyUnicode_GET_LENGTH(text) ||
        !PyTuple_Check(fount) || PyTuple_GET_SIZE(fount) != 5 || PyTuple_GET_ITEM(fount, 2) == abreast) {
        off(stick, OTHERWISE);
        return NULL;
    }
    PyObject *slots[RUN_COUNT];
    slots[RUN_face] = Py_NewRef(PyTuple_GET_ITEM(fount, 0));
    slots[RUN_size] = Py_NewRef(PyTuple_GET_ITEM(fount, 1));
    slots[RUN_posture] = Py_NewRef(PyTuple_GET_ITEM(fount, 2));
    slots[RUN_rise] = Py_NewRef(PyTuple_GET_ITEM(fount, 3));
    slots[RUN_condensed] = Py_NewRef(PyTuple_GET_ITEM(fount, 4));
    slots[RUN_text] = PyUnicode_Substring(text, (Py_ssize_t)start, (Py_ssize_t)stop);
    slots[RUN_codes] = row_of(stick, GLYPHS_codes, NULL, begin, end);
    slots[RUN_advances] = row_of(stick, GLYPHS_advances, stick->moved, begin, end);
    slots[RUN_start] = Py_NewRef(item(stick, GLYPHS_at, begin));
    slots[RUN_end] = PyLong_FromLongLong(stop);
    slots[RUN_shifts] = unusual(stick, GLYPHS_shifts, stick->shifted, 0, begin, end);
    slots[RUN_counts] = unusual(stick, GLYPHS_counts, NULL, 1, begin, end);
    slots[RUN_across] = Py_NewRef(stick->nothing);
    return made(&runs, slots);
}

/* Cut the line's glyphs into runs of one fount. */
static PyObject *runs_of(Stick *stick) {
    Py_ssize_t begin = stick->first, next = under(stick, GLYPHS_fount_at, begin + 1);
    Py_ssize_t stop = under(stick, GLYPHS_fount_at, stick->last), at = 0;
    PyObject *row = stop >= next ? PyTuple_New(stop - next + 1) : NULL;
    while (row != NULL && begin < stick->last) {
        Py_ssize_t end = next < stop ? (Py_ssize_t)number(stick, GLYPHS_fount_at, next) : stick->last;
        PyObject *fount = item(stick, GLYPHS_founts, next - 1);
        PyObject *run = fount && begin < end && end <= stick->last ? run_of(stick, fount, begin, end) : NULL;
        if (run == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at++, run);
        begin = end;
        next++;
    }
    return row;
}

/* Return the offset into the text of a boundary. */
static PyObject *offset_of(Stick *stick, Py_ssize_t boundary) {
    if (boundary == 0)
        return Py_NewRef(stick->part[MATTER_start]);
    if (boundary >= stick->count)
        return Py_NewRef(stick->part[MATTER_end]);
    return Py_XNewRef(item(stick, GLYPHS_at, (Py_ssize_t)number(stick, UNITS_first, boundary)));
}

/* What a line is to be: its measure and indent, and what is the same in all lines of the paragraph. */
typedef struct {
    PyObject *measure, *indent, *direction, *trail;
    int justify, solid, rescued;
} Wanted;

/* Return the line between two boundaries. */
static PyObject *line_of(Stick *stick, Py_ssize_t start, Py_ssize_t end, const Wanted *wanted) {
    int64_t room = whole(stick, wanted->measure) - whole(stick, wanted->indent), width = 0;
    if (end < stick->count && boundary_of(stick, ITEMS_breaks, end) == hyphen)
        off(stick, OTHERWISE);
    if (stick->verdict == DONE)
        take_up(stick, start, end);
    if (stick->verdict == DONE)
        fill(stick, room, wanted->justify);
    for (Py_ssize_t at = stick->first; stick->verdict == DONE && at < stick->last; at++)
        width += number(stick, GLYPHS_advances, at) + stick->moved[at - stick->first];
    if (stick->verdict != DONE)
        return NULL;
    PyObject *slots[LINE_COUNT] = {NULL};
    slots[LINE_start] = offset_of(stick, start);
    slots[LINE_end] = offset_of(stick, end);
    slots[LINE_runs] = runs_of(stick);
    slots[LINE_measure] = Py_NewRef(wanted->measure);
    slots[LINE_width] = PyLong_FromLongLong(width);
    slots[LINE_indent] = Py_NewRef(wanted->indent);
    slots[LINE_justified] = PyBool_FromLong(wanted->justify && width == room);
    slots[LINE_adjustments] = Py_NewRef(stick->adjustments);
    slots[LINE_direction] = Py_NewRef(wanted->direction);
    slots[LINE_missing] = Py_NewRef(stick->nothing);
    slots[LINE_rescued] = PyBool_FromLong(wanted->rescued);
    slots[LINE_tight] = PyBool_FromLong(width > room);
    slots[LINE_hyphenated] = Py_NewRef(Py_False);
    slots[LINE_parted] = Py_NewRef(Py_False);
    slots[LINE_annotations] = Py_NewRef(stick->nothing);
    slots[LINE_off] = PyLong_FromLong(0);
    slots[LINE_condensed] = PyLong_FromLong(1000);
    slots[LINE_trail] = Py_NewRef(wanted->trail);
    return made(&lines, slots);
}

/* Return the line between two boundaries, None where it is left to the stick. */
static PyObject *tried(Stick *stick, Py_ssize_t start, PyObject *at, PyObject *rescued, Wanted *wanted) {
    stick->verdict = DONE;
    Py_XSETREF(stick->adjustments, PyDict_New());
    Py_ssize_t end = (Py_ssize_t)whole(stick, at);
    wanted->rescued = PySet_Contains(rescued, at);
    if (stick->adjustments == NULL || wanted->rescued < 0)
        return NULL;
    if (start < 0 || end <= start || end > stick->count)
        Py_RETURN_NONE;
    wanted->justify = wanted->justify && (end < stick->count || !wanted->solid);
    PyObject *line = line_of(stick, start, end, wanted);
    if (line != NULL && stick->verdict != DONE)
        Py_CLEAR(line);
    return line || PyErr_Occurred() ? line : Py_NewRef(Py_None);
}

/* Have all parts at hand. */
static Verdict open_parts(Stick *stick, PyObject *items, PyObject *matter) {
    PyObject *owners[OWNERS] = {items, PyObject_GetAttrString(items, "glyphs"), NULL, matter};
    owners[UNITS] = owners[GLYPHS] ? PyObject_GetAttrString(items, "units") : NULL;
    Verdict verdict = owners[UNITS] ? DONE : FAILED;
    for (int at = 0; verdict == DONE && at < PART_COUNT; at++) {
        stick->part[at] = PyObject_GetAttr(owners[parts[at].owner], parts[at].name);
        verdict = stick->part[at] == NULL ? FAILED : Py_IS_TYPE(stick->part[at], parts[at].kind) ? DONE : OTHERWISE;
    }
    Py_XDECREF(owners[GLYPHS]);
    Py_XDECREF(owners[UNITS]);
    if (verdict == DONE)
        stick->count = PyList_GET_SIZE(stick->part[UNITS_widths]);
    return verdict == DONE && PyList_GET_SIZE(stick->part[GLYPHS_missing]) > 0 ? OTHERWISE : verdict;
}

/* Return the lines that end at boundaries, one after the other. */
static PyObject *cast(Stick *stick, PyObject *ends, PyObject *rescued, PyObject *measures, const Wanted *all) {
    Py_ssize_t count = PyTuple_GET_SIZE(ends), start = 0, last = PyTuple_GET_SIZE(measures) - 1;
    PyObject *row = PyTuple_New(count);
    for (Py_ssize_t at = 0; row != NULL && at < count; at++) {
        PyObject *end = PyTuple_GET_ITEM(ends, at);
        Wanted wanted = *all;
        wanted.measure = PyTuple_GET_ITEM(measures, at < last ? at : last);
        wanted.indent = stick->part[at == 0 ? MATTER_indent : MATTER_hang];
        PyObject *line = tried(stick, start, end, rescued, &wanted);
        start = (Py_ssize_t)whole(stick, end);
        if (line == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at, line);
    }
    return row;
}

static PyObject *cast_lines(PyObject *module, PyObject *given) {
    (void)module;
    PyObject *items, *matter, *ends, *rescued, *measures, *row = NULL;
    Stick stick = {.verdict = DONE, .nothing = PyTuple_New(0)};
    Wanted all = {0};
    if (!PyArg_ParseTuple(given, "OOO!O!O!pO", &items, &matter, &PyTuple_Type, &ends, &PyFrozenSet_Type, &rescued,
                          &PyTuple_Type, &measures, &all.justify, &all.trail))
        return NULL;
    PyObject *style = PyObject_GetAttrString(matter, "style"), *solid = PyObject_GetAttrString(matter, "solid_end");
    all.direction = style && solid ? PyObject_GetAttrString(style, "direction") : NULL;
    all.solid = all.direction ? PyObject_IsTrue(solid) : -1;
    Verdict verdict = all.solid < 0 ? FAILED : open_parts(&stick, items, matter);
    if (verdict == DONE && PyTuple_GET_SIZE(measures) > 0)
        row = cast(&stick, ends, rescued, measures, &all);
    else if (verdict != FAILED)
        row = PyTuple_New(0);
    for (int at = 0; at < PART_COUNT; at++)
        Py_XDECREF(stick.part[at]);
    Py_XDECREF(style);
    Py_XDECREF(solid);
    Py_XDECREF(all.direction);
    Py_XDECREF(stick.adjustments);
    Py_XDECREF(stick.nothing);
    PyMem_Free(stick.moved);
    PyMem_Free(stick.places);
    return row;
}

/* The module */

/* Have a constant of a module, or a member of an enumeration there, at hand for good. */
static PyObject *constant(PyObject *module, const char *name, const char *member) {
    PyObject *found = module ? PyObject_GetAttrString(module, name) : NULL;
    if (found != NULL && member != NULL)
        Py_XSETREF(found, PyObject_GetAttrString(found, member));
    return found;
}

/* Have the rules at hand; return -1 with an exception where there aren't such. */
static int find_rules(void) {
    PyObject *marks = PyImport_ImportModule("compositor.text.marks");
    PyObject *adjust = PyImport_ImportModule("compositor.text.adjust");
    PyObject *settings = PyImport_ImportModule("compositor.model.settings");
    PyObject *kind = constant(marks, "Kind", "OPENING"), *shut = constant(marks, "Break", "NEVER");
    PyObject *parted = constant(marks, "Break", "HYPHEN");
    steps = constant(adjust, "STEPS", NULL);
    reductions = constant(adjust, "REDUCTION", NULL);
    word_space = constant(adjust, "WORD_SPACE", NULL);
    latin_gap = constant(adjust, "LATIN_GAP", NULL);
    abreast = constant(settings, "Posture", "ABREAST");
    han_gap = PyUnicode_InternFromString("han_gap");
    line_start = PyUnicode_InternFromString("line_start");
    line_end = PyUnicode_InternFromString("line_end");
    int whole = kind && PyUnicode_Check(kind) && PyUnicode_GET_LENGTH(kind) == 1 && shut && parted && steps &&
                PyTuple_CheckExact(steps) && reductions && PyDict_CheckExact(reductions) && word_space && latin_gap &&
                abreast && han_gap && line_start && line_end;
    if (whole) {
        opening = (long)PyUnicode_READ_CHAR(kind, 0);
        never = PyLong_AsLong(shut);
        hyphen = PyLong_AsLong(parted);
    } else if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ImportError, "there are other rules");
    Py_XDECREF(marks);
    Py_XDECREF(adjust);
    Py_XDECREF(settings);
    Py_XDECREF(kind);
    Py_XDECREF(shut);
    Py_XDECREF(parted);
    return whole && !PyErr_Occurred() ? 0 : -1;
}

PyDoc_STRVAR(lines_doc, "lines(items, matter, ends, rescued, measures, justify, trail, /)\n--\n\n"
                        "Return the lines that end at boundaries, None for one that the stick has to set.");
static PyMethodDef methods[] = {
    {"lines", cast_lines, METH_VARARGS, lines_doc},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "compositor.text.linecaster",
    .m_doc = "Plain lines set whole by a compiled core: see linecaster.py.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_linecaster(void) {
    PyObject *module = NULL;
    for (int at = 0; at < PART_COUNT; at++)
        if ((parts[at].name = PyUnicode_InternFromString(parts[at].said)) == NULL)
            return NULL;
    if (find_records() == 0 && find_rules() == 0)
        module = PyModule_Create(&definition);
    return module;
}
