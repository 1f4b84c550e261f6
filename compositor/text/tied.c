/* Lines tied up to be handed over: what tied.py does, as one row of numbers and the few things that they name.
 *
 * It looks at every object that it is given. A paragraph of which anything isn't as set lines have it, or needs more
 * than 32 bits, isn't tied up; whoever is to have it sets it.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#include "records.h"

#define GLYPHS 65536
static PyObject *posture_type, *n_value, *glyphs[GLYPHS];
static const int FLAGS[] = {LINE_justified, LINE_rescued, LINE_tight, LINE_hyphenated, LINE_parted};
#define FLAG_COUNT ((int)(sizeof FLAGS / sizeof *FLAGS))
static const int NUMBERS[] = {LINE_start, LINE_end, LINE_measure, LINE_width, LINE_indent, LINE_off, LINE_condensed};
#define NUMBER_COUNT ((int)(sizeof NUMBERS / sizeof *NUMBERS))

/* What a fount is in a list of things: face, size, rise, posture, condensed. */
static const int FOUNT[] = {RUN_face, RUN_size, RUN_rise, RUN_posture, RUN_condensed};
#define ALIKE (-1)
enum { FACE, SIZE, RISE, POSTURE, CONDENSED, FOUNT_SIZE };

/* Tying: numbers said so far, and the founts and words that some of them are the numbers of. */
typedef struct {
    int32_t *at;
    size_t length, room;
    PyObject *founts, *words;
    Verdict verdict;
} Cord;

static void off(Cord *cord, Verdict verdict) {
    if (cord->verdict == DONE)
        cord->verdict = verdict;
}

static void say(Cord *cord, long long number) {
    if (cord->verdict != DONE)
        return;
    if (cord->length == cord->room) {
        size_t room = cord->room * 2 + 512;
        int32_t *at = PyMem_Realloc(cord->at, room * sizeof *at);
        if (at == NULL) {
            PyErr_NoMemory();
            off(cord, FAILED);
            return;
        }
        cord->at = at;
        cord->room = room;
    }
    if (number < INT32_MIN || number > INT32_MAX)
        off(cord, OTHERWISE);
    else
        cord->at[cord->length++] = (int32_t)number;
}

/* Say a whole number, and return it. */
static int32_t say_number(Cord *cord, PyObject *object) {
    int overflow = 1;
    long long number = object && PyLong_CheckExact(object) ? PyLong_AsLongLongAndOverflow(object, &overflow) : 0;
    if (overflow)
        off(cord, OTHERWISE);
    say(cord, number);
    return cord->verdict == DONE ? (int32_t)number : 0;
}

/* Say how many numbers a tuple has, and these. */
static void say_row(Cord *cord, PyObject *row) {
    if (row == NULL || !PyTuple_CheckExact(row)) {
        off(cord, OTHERWISE);
        return;
    }
    say(cord, PyTuple_GET_SIZE(row));
    for (Py_ssize_t at = 0; cord->verdict == DONE && at < PyTuple_GET_SIZE(row); at++)
        say_number(cord, PyTuple_GET_ITEM(row, at));
}

/* Say advances; where each glyph has the same ALIKE and one of them. */
static void say_advances(Cord *cord, PyObject *codes, PyObject *advances) {
    size_t first = cord->length;
    say_row(cord, advances);
    if (cord->verdict != DONE)
        return;
    Py_ssize_t count = PyTuple_GET_SIZE(advances), same = 1;
    while (same < count && cord->at[first + 1] == cord->at[first + 1 + (size_t)same])
        same++;
    if (count > 1 && same == count && PyTuple_GET_SIZE(codes) == count) {
        cord->at[first] = ALIKE;
        cord->length = first + 2;
    }
}

/* Say the number of a string among the words. */
static void say_word(Cord *cord, PyObject *word) {
    if (word == NULL || !PyUnicode_CheckExact(word)) {
        off(cord, OTHERWISE);
        return;
    }
    Py_ssize_t at = 0, count = PyList_GET_SIZE(cord->words);
    while (at < count && PyUnicode_Compare(PyList_GET_ITEM(cord->words, at), word) != 0)
        at++;
    if (at == count && PyList_Append(cord->words, word) < 0)
        off(cord, FAILED);
    say(cord, at);
}

/* Tell whether a fount is that of a run. */
static int is_fount(PyObject *const *slots, PyObject *fount) {
    int same = 1;
    for (int at = 0; same > 0 && at < FOUNT_SIZE; at++) {
        PyObject *one = slots[at], *other = PyTuple_GET_ITEM(fount, at);
        same = one == other || (at != POSTURE && PyObject_RichCompareBool(one, other, Py_EQ) == 1);
    }
    return same;
}

/* Say the number of a run's fount. */
static void say_fount(Cord *cord, PyObject *run) {
    PyObject *slots[FOUNT_SIZE];
    for (int at = 0; at < FOUNT_SIZE; at++)
        if ((slots[at] = *slot_of(&runs, run, FOUNT[at])) == NULL)
            off(cord, OTHERWISE);
    if (cord->verdict != DONE || !PyUnicode_CheckExact(slots[FACE]) || !PyLong_CheckExact(slots[SIZE]) ||
        !PyLong_CheckExact(slots[RISE]) || (PyObject *)Py_TYPE(slots[POSTURE]) != posture_type ||
        !PyLong_CheckExact(slots[CONDENSED])) {
        off(cord, OTHERWISE);
        return;
    }
    Py_ssize_t at = PyList_GET_SIZE(cord->founts);
    while (at > 0 && !is_fount(slots, PyList_GET_ITEM(cord->founts, at - 1)))
        at--;
    if (at == 0) {
        PyObject *fount = PyTuple_Pack(5, slots[0], slots[1], slots[2], slots[3], slots[4]);
        if (fount == NULL || PyList_Append(cord->founts, fount) < 0)
            off(cord, FAILED);
        Py_XDECREF(fount);
        at = PyList_GET_SIZE(cord->founts);
    }
    say(cord, at - 1);
}

/* Say a run; what it reads is left out where it stands for as many characters of the copy. */
static void say_run(Cord *cord, PyObject *run) {
    if (Py_TYPE(run) != runs.type) {
        off(cord, OTHERWISE);
        return;
    }
    say_fount(cord, run);
    int32_t start = say_number(cord, *slot_of(&runs, run, RUN_start));
    int32_t end = say_number(cord, *slot_of(&runs, run, RUN_end));
    PyObject *text = *slot_of(&runs, run, RUN_text), *codes = *slot_of(&runs, run, RUN_codes);
    int copied = text && PyUnicode_CheckExact(text) && 0 <= start && start < end &&
                 PyUnicode_GET_LENGTH(text) == (Py_ssize_t)end - start;
    say(cord, copied);
    if (!copied)
        say_word(cord, text);
    say_row(cord, codes);
    say_advances(cord, codes, *slot_of(&runs, run, RUN_advances));
    say_row(cord, *slot_of(&runs, run, RUN_shifts));
    say_row(cord, *slot_of(&runs, run, RUN_counts));
    say_row(cord, *slot_of(&runs, run, RUN_across));
}

static void say_adjustments(Cord *cord, PyObject *given) {
    PyObject *name, *amount;
    Py_ssize_t at = 0;
    if (given == NULL || !PyDict_CheckExact(given)) {
        off(cord, OTHERWISE);
        return;
    }
    say(cord, PyDict_GET_SIZE(given));
    while (cord->verdict == DONE && PyDict_Next(given, &at, &name, &amount)) {
        say_word(cord, name);
        say_number(cord, amount);
    }
}

static void say_line(Cord *cord, PyObject *line) {
    PyObject *row = Py_TYPE(line) == lines.type ? *slot_of(&lines, line, LINE_runs) : NULL;
    PyObject *beside = row ? *slot_of(&lines, line, LINE_annotations) : NULL;
    if (row == NULL || !PyTuple_CheckExact(row) || beside == NULL || !PyTuple_CheckExact(beside) ||
        PyTuple_GET_SIZE(beside) > 0) {
        off(cord, OTHERWISE);
        return;
    }
    int flags = 0;
    for (int at = 0; at < FLAG_COUNT; at++) {
        PyObject *flag = *slot_of(&lines, line, FLAGS[at]);
        if (flag != Py_True && flag != Py_False)
            off(cord, OTHERWISE);
        flags |= (flag == Py_True) << at;
    }
    say(cord, flags);
    for (int at = 0; at < NUMBER_COUNT; at++)
        say_number(cord, *slot_of(&lines, line, NUMBERS[at]));
    say_row(cord, *slot_of(&lines, line, LINE_missing));
    say_adjustments(cord, *slot_of(&lines, line, LINE_adjustments));
    say(cord, PyTuple_GET_SIZE(row));
    for (Py_ssize_t at = 0; cord->verdict == DONE && at < PyTuple_GET_SIZE(row); at++)
        say_run(cord, PyTuple_GET_ITEM(row, at));
}

/* Have founts name their postures by words, which fit for handing over. */
static PyObject *plain_founts(PyObject *founts) {
    PyObject *plain = PyList_New(0);
    for (Py_ssize_t at = 0; plain != NULL && at < PyList_GET_SIZE(founts); at++) {
        PyObject **of = ((PyTupleObject *)PyList_GET_ITEM(founts, at))->ob_item;
        PyObject *posture = PyObject_GetAttr(of[POSTURE], n_value);
        PyObject *fount = posture ? PyTuple_Pack(5, of[FACE], of[SIZE], of[RISE], posture, of[CONDENSED]) : NULL;
        if (fount == NULL || PyList_Append(plain, fount) < 0)
            Py_CLEAR(plain);
        Py_XDECREF(posture);
        Py_XDECREF(fount);
    }
    return plain;
}

static PyObject *tie(PyObject *module, PyObject *given) {
    (void)module;
    PyObject *row = PySequence_Tuple(given), *tied = NULL;
    Cord cord = {.verdict = DONE, .founts = PyList_New(0), .words = PyList_New(0)};
    if (row == NULL || cord.founts == NULL || cord.words == NULL)
        cord.verdict = FAILED;
    else
        say(&cord, PyTuple_GET_SIZE(row));
    for (Py_ssize_t at = 0; cord.verdict == DONE && at < PyTuple_GET_SIZE(row); at++)
        say_line(&cord, PyTuple_GET_ITEM(row, at));
    if (cord.verdict == DONE) {
        PyObject *founts = plain_founts(cord.founts);
        Py_ssize_t length = (Py_ssize_t)(cord.length * sizeof *cord.at);
        tied = founts ? Py_BuildValue("(y#OO)", (const char *)cord.at, length, founts, cord.words) : NULL;
        Py_XDECREF(founts);
    } else if (cord.verdict == OTHERWISE)
        tied = Py_NewRef(Py_None);
    Py_XDECREF(row);
    Py_XDECREF(cord.founts);
    Py_XDECREF(cord.words);
    PyMem_Free(cord.at);
    return tied;
}

/* Untying: the numbers that haven't been heard yet. One that can't be is heard as 0, and nothing is made then. */
typedef struct {
    const char *at, *end;
    PyObject *founts, *words, *text, *direction, *trail, *nothing;
    Verdict verdict;
} Heard;

static void *unheard(Heard *heard) {
    if (heard->verdict == DONE)
        heard->verdict = PyErr_Occurred() ? FAILED : OTHERWISE;
    return NULL;
}

static int32_t hear(Heard *heard) {
    int32_t number = 0;
    if (heard->end - heard->at < (ptrdiff_t)sizeof number) {
        unheard(heard);
        return 0;
    }
    memcpy(&number, heard->at, sizeof number);
    heard->at += sizeof number;
    return number;
}

/* Return how many of something are said next, each by a number at least. */
static Py_ssize_t hear_count(Heard *heard) {
    int32_t count = hear(heard);
    if (0 <= count && count <= (heard->end - heard->at) / (ptrdiff_t)sizeof count)
        return count;
    unheard(heard);
    return 0;
}

/* Return one of a list by its number (a borrowed reference). */
static PyObject *hear_one(Heard *heard, PyObject *list) {
    int32_t at = hear(heard);
    return 0 <= at && at < PyList_GET_SIZE(list) ? PyList_GET_ITEM(list, at) : unheard(heard);
}

static PyObject *hear_number(Heard *heard) { return PyLong_FromLong(hear(heard)); }

/* Return a number of a row: those that glyphs have are made once, others anew where they aren't the ``last`` one. */
static PyObject *of_row(int32_t number, PyObject *last, int32_t last_number) {
    if (number < 0 || number >= GLYPHS)
        return last && number == last_number ? Py_NewRef(last) : PyLong_FromLong(number);
    if (glyphs[number] == NULL)
        glyphs[number] = PyLong_FromLong(number);
    return Py_XNewRef(glyphs[number]);
}

static PyObject *hear_row(Heard *heard) {
    Py_ssize_t count = hear_count(heard);
    PyObject *row = count ? PyTuple_New(count) : Py_NewRef(heard->nothing), *last = NULL;
    int32_t last_number = 0;
    for (Py_ssize_t at = 0; row != NULL && at < count; at++) {
        int32_t number = hear(heard);
        last = of_row(number, last, last_number);
        last_number = number;
        if (last == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at, last);
    }
    return row;
}

/* Return the advances of so many glyphs. */
static PyObject *hear_advances(Heard *heard, PyObject *codes) {
    const char *before = heard->at;
    if (hear(heard) != ALIKE) {
        heard->at = before;
        return hear_row(heard);
    }
    Py_ssize_t count = codes ? PyTuple_GET_SIZE(codes) : 0;
    PyObject *number = hear_number(heard), *row = number ? PyTuple_New(count) : NULL;
    for (Py_ssize_t at = 0; row != NULL && at < count; at++)
        PyTuple_SET_ITEM(row, at, Py_NewRef(number));
    Py_XDECREF(number);
    return row;
}

/* Have a run's slots be what its fount says. */
static void hear_fount(Heard *heard, PyObject **slots) {
    PyObject *fount = hear_one(heard, heard->founts);
    for (int at = 0; fount != NULL && at < FOUNT_SIZE; at++)
        slots[FOUNT[at]] = Py_NewRef(PyTuple_GET_ITEM(fount, at));
}

static PyObject *hear_run(Heard *heard) {
    PyObject *slots[RUN_COUNT] = {NULL};
    hear_fount(heard, slots);
    int32_t start = hear(heard), end = hear(heard);
    slots[RUN_start] = PyLong_FromLong(start);
    slots[RUN_end] = PyLong_FromLong(end);
    if (hear(heard) == 0)
        slots[RUN_text] = Py_XNewRef(hear_one(heard, heard->words));
    else if (0 <= start && start < end && end <= PyUnicode_GET_LENGTH(heard->text))
        slots[RUN_text] = PyUnicode_Substring(heard->text, start, end);
    slots[RUN_codes] = hear_row(heard);
    slots[RUN_advances] = hear_advances(heard, slots[RUN_codes]);
    slots[RUN_shifts] = hear_row(heard);
    slots[RUN_counts] = hear_row(heard);
    slots[RUN_across] = hear_row(heard);
    PyObject *run = made(&runs, slots);
    return run ? run : unheard(heard);
}

static PyObject *hear_runs(Heard *heard) {
    Py_ssize_t count = hear_count(heard);
    PyObject *row = PyTuple_New(count);
    for (Py_ssize_t at = 0; row != NULL && at < count; at++) {
        PyObject *run = heard->verdict == DONE ? hear_run(heard) : NULL;
        if (run == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at, run);
    }
    return row;
}

static PyObject *hear_adjustments(Heard *heard) {
    PyObject *given = PyDict_New();
    for (Py_ssize_t left = hear_count(heard); given != NULL && left > 0; left--) {
        PyObject *name = hear_one(heard, heard->words), *amount = hear_number(heard);
        if (name == NULL || amount == NULL || PyDict_SetItem(given, name, amount) < 0)
            Py_CLEAR(given);
        Py_XDECREF(amount);
    }
    return given;
}

static PyObject *hear_line(Heard *heard) {
    PyObject *slots[LINE_COUNT] = {NULL};
    int32_t flags = hear(heard);
    for (int at = 0; at < FLAG_COUNT; at++)
        slots[FLAGS[at]] = PyBool_FromLong(flags >> at & 1);
    for (int at = 0; at < NUMBER_COUNT; at++)
        slots[NUMBERS[at]] = hear_number(heard);
    slots[LINE_missing] = hear_row(heard);
    slots[LINE_adjustments] = hear_adjustments(heard);
    slots[LINE_runs] = hear_runs(heard);
    slots[LINE_annotations] = Py_NewRef(heard->nothing);
    slots[LINE_direction] = Py_NewRef(heard->direction);
    slots[LINE_trail] = Py_NewRef(heard->trail);
    PyObject *line = made(&lines, slots);
    return line ? line : unheard(heard);
}

/* Return founts with their postures, and NULL where a list isn't of founts. */
static PyObject *whole_founts(PyObject *founts) {
    PyObject *whole = PyList_New(0);
    for (Py_ssize_t at = 0; whole != NULL && at < PyList_GET_SIZE(founts); at++) {
        PyObject *of[FOUNT_SIZE], *posture = NULL, *fount = NULL;
        if (PyArg_ParseTuple(PyList_GET_ITEM(founts, at), "OOOOO", of, of + 1, of + 2, of + 3, of + 4))
            posture = PyObject_CallOneArg(posture_type, of[POSTURE]);
        if (posture != NULL)
            fount = PyTuple_Pack(5, of[FACE], of[SIZE], of[RISE], posture, of[CONDENSED]);
        if (fount == NULL || PyList_Append(whole, fount) < 0)
            Py_CLEAR(whole);
        Py_XDECREF(posture);
        Py_XDECREF(fount);
    }
    return whole;
}

static PyObject *untie(PyObject *module, PyObject *given) {
    (void)module;
    const char *numbers;
    Py_ssize_t length;
    PyObject *founts;
    Heard heard = {.verdict = DONE};
    if (!PyArg_ParseTuple(given, "(y#O!O!)UOO", &numbers, &length, &PyList_Type, &founts, &PyList_Type, &heard.words,
                          &heard.text, &heard.direction, &heard.trail))
        return NULL;
    heard.at = numbers;
    heard.end = numbers + length;
    heard.founts = whole_founts(founts);
    heard.nothing = PyTuple_New(0);
    Py_ssize_t count = hear_count(&heard);
    PyObject *row = heard.founts && heard.nothing ? PyTuple_New(count) : NULL;
    for (Py_ssize_t at = 0; row != NULL && at < count; at++) {
        PyObject *line = heard.verdict == DONE ? hear_line(&heard) : NULL;
        if (line == NULL)
            Py_CLEAR(row);
        else
            PyTuple_SET_ITEM(row, at, line);
    }
    Py_XDECREF(heard.founts);
    Py_XDECREF(heard.nothing);
    if (heard.verdict != DONE)
        Py_CLEAR(row);
    if (row == NULL && !PyErr_Occurred())
        Py_RETURN_NONE;
    return row;
}

/* The module */

PyDoc_STRVAR(tie_doc, "tie(lines, /)\n--\n\nReturn lines as marshal can write them; None where that can't be done.");
PyDoc_STRVAR(untie_doc, "untie(tied, text, direction, trail, /)\n--\n\n"
                        "Return the lines that were tied up, set from a text; None of what is no lines.");
static PyMethodDef methods[] = {
    {"tie", tie, METH_O, tie_doc},
    {"untie", untie, METH_VARARGS, untie_doc},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "compositor.text.tied",
    .m_doc = "Lines tied up to be handed over, by a compiled core: see tied.py.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_tied(void) {
    PyObject *settings = PyImport_ImportModule("compositor.model.settings");
    posture_type = settings ? PyObject_GetAttrString(settings, "Posture") : NULL;
    Py_XDECREF(settings);
    if (posture_type == NULL || (n_value = PyUnicode_InternFromString("_value_")) == NULL || find_records() < 0)
        return NULL;
    return PyModule_Create(&definition);
}
