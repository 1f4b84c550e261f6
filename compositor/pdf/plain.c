/* Lines of plain type: what plain.py does, in a third of the time.
 *
 * It looks at every object that it is given. Of whatever isn't as lines and fonts have it, and of numbers that would
 * need more than 64 bits, it says as of a run that isn't plain that it has to be written otherwise: in Python, which
 * then says what is wrong.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "numbers.h"
#include "objects.h"

#define EM 1000
/* Further than these no line reaches. Under them nothing overflows, and quotients are what doubles round to. */
#define MOST_SIZE ((int64_t)1 << 30)
#define MOST_WIDE ((int64_t)1 << 22)
#define MOST_LONG ((int64_t)1 << 33)
#define MOST_PLACE ((int64_t)1 << 45)
#define MOST_OFF ((int64_t)1 << 51)
#define MOST_MOVED ((int64_t)1 << 40)

#define NAMES(one)                                                                                                     \
    one(advances) one(codes) one(condensed) one(counts) one(face) one(first) one(full) one(known) one(layers) one(name)           \
    one(painted) one(rise) one(shifts) one(size) one(squeezed) one(text) one(whole) one(width) one(widths)
#define DECLARED(name) static PyObject *n_##name;
#define INTERNED(name) && (n_##name = PyUnicode_InternFromString(#name)) != NULL
NAMES(DECLARED)

/* A line as far as it is written: where its next run begins, which font is set by name and size. */
typedef struct {
    Text out;
    int64_t x, y;
    PyObject *name, *size;
} Line;

/* A run, and of its font what it is written by: ``first`` is the layer of glyphs that are painted whole, ``layer`` the
 * one that its last glyphs are of, -1 before any. Glyphs are ``wide`` and take the pen ``along``. */
typedef struct {
    PyObject *codes, *advances, *text, *size_given;
    PyObject *font, *painted, *whole, *layers, *meanings, *glyphs;
    Py_ssize_t count;
    int64_t size, step, x, y, first;
    int64_t *wide, *along;
    int64_t layer;
} Run;

/* Have ``glyphs`` of a run be what a mapping tells of each code; OTHERWISE where one is told nothing. */
static Verdict gather(Run *run, PyObject *name) {
    PyObject *mapping = PyObject_GetAttr(run->painted, name);
    PyObject *glyphs = mapping ? PyTuple_New(run->count) : NULL;
    Verdict verdict = glyphs ? DONE : FAILED;
    for (Py_ssize_t at = 0; verdict == DONE && at < run->count; at++) {
        PyObject *glyph = told(mapping, PyTuple_GET_ITEM(run->codes, at));
        if (glyph != NULL)
            PyTuple_SET_ITEM(glyphs, at, glyph);
        verdict = glyph == NULL ? FAILED : is_code(glyph) ? DONE : OTHERWISE;
    }
    Py_XDECREF(mapping);
    Py_XSETREF(run->glyphs, glyphs);
    return verdict;
}

/* Read how wide the glyphs of a run are; OTHERWISE where one is an em wide. */
static Verdict read_widths(Run *run) {
    PyObject *mapping = PyObject_GetAttr(run->painted, n_widths);
    Verdict verdict = mapping ? DONE : FAILED;
    for (Py_ssize_t at = 0; verdict == DONE && at < run->count; at++) {
        PyObject *width = told(mapping, PyTuple_GET_ITEM(run->codes, at));
        verdict = width ? whole_number(width, MOST_WIDE, run->wide + at) : FAILED;
        Py_XDECREF(width);
        if (verdict == DONE && run->wide[at] == EM)
            verdict = OTHERWISE;
    }
    Py_XDECREF(mapping);
    return verdict;
}

/* Runs */

static void put_away(Run *run) {
    Py_CLEAR(run->codes);
    Py_CLEAR(run->advances);
    Py_CLEAR(run->text);
    Py_CLEAR(run->size_given);
    Py_CLEAR(run->font);
    Py_CLEAR(run->painted);
    Py_CLEAR(run->whole);
    Py_CLEAR(run->layers);
    Py_CLEAR(run->meanings);
    Py_CLEAR(run->glyphs);
    PyMem_Free(run->along);
    PyMem_Free(run->wide);
    run->along = run->wide = NULL;
}

/* Tell whether every glyph of a run stands for a character and none is moved. */
static Verdict is_plain(Run *run, PyObject *from) {
    PyObject *counts = PyObject_GetAttr(from, n_counts), *shifts = PyObject_GetAttr(from, n_shifts);
    int any = counts && shifts ? PyObject_IsTrue(counts) : -1;
    if (any == 0)
        any = PyObject_IsTrue(shifts);
    Py_XDECREF(counts);
    Py_XDECREF(shifts);
    if (any)
        return any < 0 ? FAILED : OTHERWISE;
    int64_t condensed;
    Verdict verdict = number_of(from, n_condensed, MOST_LONG, &condensed);
    if (verdict != DONE || condensed != 1000)
        return verdict == FAILED ? FAILED : OTHERWISE;
    if ((run->text = PyObject_GetAttr(from, n_text)) == NULL)
        return FAILED;
    if (!PyUnicode_Check(run->text) || PyTuple_GET_SIZE(run->advances) != run->count)
        return OTHERWISE;
    Py_ssize_t length = PyUnicode_GetLength(run->text);
    return length < 0 ? FAILED : length == run->count ? DONE : OTHERWISE;
}

/* Have what a run is written by at hand: its size and place, and its font's tables. */
static Verdict take_up(Run *run, PyObject *from, PyObject *fonts, const Line *line) {
    int64_t rise;
    Verdict verdict = number_of(from, n_rise, MOST_LONG, &rise);
    if (verdict != DONE)
        return verdict;
    if ((run->size_given = PyObject_GetAttr(from, n_size)) == NULL)
        return FAILED;
    if ((verdict = whole_number(run->size_given, MOST_SIZE, &run->size)) != DONE || run->size < 1)
        return verdict == FAILED ? FAILED : OTHERWISE;
    run->step = run->size > LARGE ? 1 : 10;
    run->x = line->x;
    run->y = line->y + rise;
    run->layer = run->first = -1;
    PyObject *face = PyObject_GetAttr(from, n_face);
    run->font = face ? told(fonts, face) : NULL;
    Py_XDECREF(face);
    if (run->font == NULL || (run->painted = PyObject_GetAttr(run->font, n_painted)) == NULL ||
        (run->whole = PyObject_GetAttr(run->font, n_whole)) == NULL ||
        (run->layers = PyObject_GetAttr(run->font, n_layers)) == NULL)
        return FAILED;
    run->wide = PyMem_Calloc((size_t)run->count, sizeof *run->wide);
    if (run->wide == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    return PyList_Check(run->layers) ? DONE : OTHERWISE;
}

/* Note which layer is the first of whole sorts and what its codes mean; it is made if there is none. */
static Verdict find_first_layer(Run *run) {
    PyObject *layers = PyObject_GetAttr(run->whole, n_layers), *first = NULL;
    if (layers != NULL)
        first = PyList_Check(layers) && PyList_GET_SIZE(layers) ? Py_NewRef(PyList_GET_ITEM(layers, 0))
                                                               : PyObject_CallMethodNoArgs(run->whole, n_first);
    Py_XDECREF(layers);
    if (first == NULL)
        return FAILED;
    Verdict verdict = OTHERWISE;
    if (PyTuple_Check(first) && PyTuple_GET_SIZE(first) == 2 && PyDict_Check(PyTuple_GET_ITEM(first, 1))) {
        verdict = whole_number(PyTuple_GET_ITEM(first, 0), MOST_LONG, &run->first);
        run->meanings = Py_NewRef(PyTuple_GET_ITEM(first, 1));
    }
    Py_DECREF(first);
    return verdict;
}

/* Do what ``Sorts.agree`` does with the glyphs of a run from one to before another. */
static Verdict agree(Run *run, Py_ssize_t begin, Py_ssize_t end) {
    PyObject *codes = PyObject_GetAttr(run->whole, n_codes);
    if (codes == NULL)
        return FAILED;
    Verdict verdict = PySet_Check(codes) ? DONE : OTHERWISE;
    for (Py_ssize_t at = begin; verdict == DONE && at < end; at++)
        if (PySet_Add(codes, PyTuple_GET_ITEM(run->codes, at)) < 0)
            verdict = FAILED;
    Py_DECREF(codes);
    if (verdict == DONE && run->meanings == NULL)
        verdict = find_first_layer(run);
    for (Py_ssize_t at = begin; verdict != FAILED && run->meanings && at < end; at++) {
        PyObject *glyph = PyTuple_GET_ITEM(run->glyphs, at);
        Py_UCS4 letter = PyUnicode_READ_CHAR(run->text, at);
        PyObject *known = PyDict_GetItemWithError(run->meanings, glyph);
        if (known == NULL) {
            PyObject *meaning = PyErr_Occurred() ? NULL : PyUnicode_FromOrdinal((int)letter);
            if (meaning == NULL || PyDict_SetItem(run->meanings, glyph, meaning) < 0)
                verdict = FAILED;
            Py_XDECREF(meaning);
        } else if (!PyUnicode_Check(known) || PyUnicode_GET_LENGTH(known) != 1 ||
                   PyUnicode_READ_CHAR(known, 0) != letter)
            verdict = OTHERWISE;
    }
    return verdict;
}

/* Writing */

/* Set the font of a layer where another is set. */
static Verdict set_font(Line *line, Run *run, int64_t layer) {
    if (layer < 0 || layer >= PyList_GET_SIZE(run->layers))
        return OTHERWISE;
    PyObject *of = Py_NewRef(PyList_GET_ITEM(run->layers, (Py_ssize_t)layer));
    PyObject *name = PyObject_GetAttr(of, n_name);
    Py_DECREF(of);
    if (name == NULL)
        return FAILED;
    int same = PyUnicode_Check(name) && PyUnicode_IS_ASCII(name) ? 0 : -1;
    if (same == 0 && line->name && (same = PyObject_RichCompareBool(name, line->name, Py_EQ)) == 1)
        same = PyObject_RichCompareBool(run->size_given, line->size, Py_EQ);
    if (same == 0) {
        put_words(&line->out, " /");
        put_code(&line->out, name);
        put_words(&line->out, " ");
        put_points(&line->out, run->size);
        put_words(&line->out, " Tf");
        Py_XSETREF(line->name, Py_NewRef(name));
        Py_XSETREF(line->size, Py_NewRef(run->size_given));
    }
    Py_DECREF(name);
    return same >= 0 ? DONE : PyErr_Occurred() ? FAILED : OTHERWISE;
}

/* Close the array of a run's glyphs; where nothing has followed a number it ends with that. */
static void close_array(Text *out) {
    if (!out->broken && out->at[out->length - 1] == '<') {
        out->length--;
        put_words(out, "] TJ");
    } else
        put_words(out, ">] TJ");
}

/* Begin an array of glyphs of a layer, if the last ones are of another. */
static Verdict open_array(Line *line, Run *run, int64_t layer) {
    if (layer == run->layer)
        return DONE;
    if (run->layer >= 0)
        close_array(&line->out);
    Verdict verdict = set_font(line, run, layer);
    if (verdict != DONE)
        return verdict;
    if (run->layer < 0) {
        put_words(&line->out, " 1 0 0 1 ");
        put_length(&line->out, run->x);
        put_words(&line->out, " ");
        put_length(&line->out, run->y);
        put_words(&line->out, " Tm");
    }
    put_words(&line->out, " [<");
    run->layer = layer;
    return DONE;
}

static Verdict put_glyphs(Line *line, Run *run, Py_ssize_t begin, Py_ssize_t end) {
    Verdict verdict = open_array(line, run, run->first);
    for (Py_ssize_t at = begin; verdict == DONE && at < end; at++)
        put_code(&line->out, PyTuple_GET_ITEM(run->glyphs, at));
    return verdict;
}

/* Move on by whole steps where the next glyph would miss its place by ``off``, which then is what is left. */
static Verdict move(Line *line, Run *run, int64_t *off) {
    if (-TOLERANCE < *off && *off < TOLERANCE)
        return DONE;
    int64_t unit = run->size * run->step, on = halved_to_even(*off, unit);
    if (on < -MOST_MOVED || on > MOST_MOVED)
        return OTHERWISE;
    put_words(&line->out, ">");
    put_moved(&line->out, -on * run->step);
    put_words(&line->out, "<");
    *off -= on * unit;
    return DONE;
}

/* Add to ``off`` by what a glyph takes the pen further than its width does. */
static Verdict go_on(const Run *run, Py_ssize_t at, int64_t width, int64_t *off) {
    *off += run->along[at] * FINE - width * run->size * 100;
    return -MOST_OFF < *off && *off < MOST_OFF ? DONE : OTHERWISE;
}

/* Write a run of which no mark is squeezed; ``wide`` has how wide its glyphs are. */
static Verdict put_apart(Line *line, Run *run) {
    Verdict verdict = agree(run, 0, run->count);
    int64_t off = 0;
    for (Py_ssize_t at = 0; verdict == DONE && at < run->count; at++) {
        verdict = put_glyphs(line, run, at, at + 1);
        if (verdict == DONE && at + 1 < run->count && (verdict = go_on(run, at, run->wide[at], &off)) == DONE)
            verdict = move(line, run, &off);
    }
    return verdict;
}

/* Write a glyph as a sort that is cut narrower. */
static Verdict put_cut(Line *line, Run *run, Py_ssize_t at, PyObject *sorts) {
    PyObject *letter = PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(run->text, at)), *sort = NULL;
    if (letter != NULL)
        sort = told_of_both(sorts, n_known, PyTuple_GET_ITEM(run->codes, at), letter);
    Py_XDECREF(letter);
    if (sort == NULL)
        return FAILED;
    Verdict verdict = OTHERWISE;
    if (PyTuple_Check(sort) && PyTuple_GET_SIZE(sort) == 3 && is_code(PyTuple_GET_ITEM(sort, 1))) {
        int64_t layer;
        verdict = whole_number(PyTuple_GET_ITEM(sort, 0), MOST_LONG, &layer);
        if (verdict == DONE && (verdict = open_array(line, run, layer)) == DONE)
            put_code(&line->out, PyTuple_GET_ITEM(sort, 1));
    }
    Py_DECREF(sort);
    return verdict;
}

/* Write glyphs that are painted whole, from one to before another, if there are any. */
static Verdict put_whole(Line *line, Run *run, Py_ssize_t begin, Py_ssize_t end) {
    if (begin >= end)
        return DONE;
    Verdict verdict = agree(run, begin, end);
    return verdict == DONE ? put_glyphs(line, run, begin, end) : verdict;
}

/* Write a glyph that isn't as wide as its em, after those from ``begin`` on that are; add to ``off``. */
static Verdict put_other(Line *line, Run *run, Py_ssize_t begin, Py_ssize_t at, int64_t *off) {
    PyObject *sorts = run->along[at] >= run->size
                          ? Py_NewRef(run->whole)
                          : told_of_both(run->font, n_squeezed, PyTuple_GET_ITEM(run->advances, at), run->size_given);
    if (sorts == NULL)
        return FAILED;
    int64_t width;
    int cut = sorts != run->whole;
    Verdict verdict = put_whole(line, run, begin, cut ? at : at + 1);
    if (verdict == DONE && cut)
        verdict = put_cut(line, run, at, sorts);
    if (verdict == DONE && (verdict = number_of(sorts, n_width, MOST_WIDE, &width)) == DONE)
        verdict = go_on(run, at, width, off);
    Py_DECREF(sorts);
    return verdict;
}

/* Write a run of which marks are set narrower than their em. */
static Verdict put_squeezed(Line *line, Run *run) {
    Verdict verdict = DONE;
    int64_t off = 0;
    Py_ssize_t begin = 0;
    for (Py_ssize_t at = 0; verdict == DONE && at < run->count; at++) {
        if (run->along[at] == run->size)
            continue;
        verdict = put_other(line, run, begin, at, &off);
        begin = at + 1;
        if (verdict == DONE && begin < run->count)
            verdict = move(line, run, &off);
    }
    return verdict == DONE ? put_whole(line, run, begin, run->count) : verdict;
}

/* Write a run that is taken up. */
static Verdict put_run(Line *line, Run *run) {
    int squeezed = 0;
    Verdict verdict = gather(run, n_full);
    for (Py_ssize_t at = 0; verdict == DONE && at < run->count; at++) {
        run->wide[at] = EM;
        squeezed |= run->along[at] < run->size;
    }
    if (verdict == OTHERWISE && (verdict = gather(run, n_codes)) == DONE) /* letters */
        verdict = read_widths(run);
    if (verdict == DONE && (verdict = squeezed ? put_squeezed(line, run) : put_apart(line, run)) == DONE)
        close_array(&line->out);
    return verdict;
}

/* Read what a run moves the pen on by, and what ``from`` has codes of. */
static Verdict read_advances(Run *run, PyObject *from, int64_t *whole) {
    if ((run->codes = PyObject_GetAttr(from, n_codes)) == NULL ||
        (run->advances = PyObject_GetAttr(from, n_advances)) == NULL)
        return FAILED;
    if (!PyTuple_Check(run->codes) || !PyTuple_Check(run->advances))
        return OTHERWISE;
    Py_ssize_t count = PyTuple_GET_SIZE(run->advances);
    run->count = PyTuple_GET_SIZE(run->codes);
    if ((run->along = PyMem_Calloc((size_t)count + 1, sizeof *run->along)) == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    Verdict verdict = DONE;
    *whole = 0;
    for (Py_ssize_t at = 0; verdict == DONE && at < count; at++) {
        verdict = whole_number(PyTuple_GET_ITEM(run->advances, at), MOST_LONG, run->along + at);
        *whole += run->along[at];
        if (*whole < -MOST_PLACE || *whole > MOST_PLACE)
            verdict = OTHERWISE;
    }
    return verdict;
}

/* Write a line's next run, and go on to where the one after it begins. */
static Verdict add_run(Line *line, PyObject *from, PyObject *fonts) {
    Run run = {0};
    int64_t whole;
    Verdict verdict = read_advances(&run, from, &whole);
    if (verdict == DONE && run.count && (verdict = is_plain(&run, from)) == DONE &&
        (verdict = take_up(&run, from, fonts, line)) == DONE)
        verdict = put_run(line, &run);
    put_away(&run);
    if (verdict == DONE) {
        line->x += whole;
        verdict = -MOST_PLACE < line->x && line->x < MOST_PLACE ? DONE : OTHERWISE;
    }
    return verdict;
}

/* Return what is written, and the font that is set then: ``after`` itself where that is still set. */
static PyObject *ended(Line *line, PyObject *after) {
    int empty = line->out.length == 2;
    put_words(&line->out, " ET");
    if (line->out.broken)
        return PyErr_NoMemory();
    PyObject *set = line->name == NULL || (PyTuple_Check(after) && line->name == PyTuple_GET_ITEM(after, 0) &&
                                           line->size == PyTuple_GET_ITEM(after, 1))
                        ? Py_NewRef(after)
                        : PyTuple_Pack(2, line->name, line->size);
    PyObject *words = PyUnicode_DecodeASCII(line->out.at, empty ? 0 : (Py_ssize_t)line->out.length, "strict");
    PyObject *both = set && words ? PyTuple_Pack(2, words, set) : NULL;
    Py_XDECREF(set);
    Py_XDECREF(words);
    return both;
}

/* Read what a line begins with. */
static Verdict begin(Line *line, PyObject *const *told) {
    PyObject *after = told[4];
    Verdict x = whole_number(told[1], MOST_PLACE, &line->x), y = whole_number(told[2], MOST_PLACE, &line->y);
    if (x != DONE || y != DONE)
        return x < y ? x : y;
    put_words(&line->out, "BT");
    if (after == Py_None)
        return DONE;
    if (!PyTuple_Check(after) || PyTuple_GET_SIZE(after) != 2 || !PyUnicode_Check(PyTuple_GET_ITEM(after, 0)) ||
        !PyLong_Check(PyTuple_GET_ITEM(after, 1)))
        return OTHERWISE;
    line->name = Py_NewRef(PyTuple_GET_ITEM(after, 0));
    line->size = Py_NewRef(PyTuple_GET_ITEM(after, 1));
    return DONE;
}

static PyObject *written(PyObject *module, PyObject *const *told, Py_ssize_t count) {
    (void)module;
    if (count != 5)
        return PyErr_Format(PyExc_TypeError, "written() takes 5 arguments, %zd given", count);
    PyObject *runs = PySequence_Tuple(told[0]), *made = NULL;
    if (runs == NULL)
        return NULL;
    Line line = {{0}};
    Verdict verdict = begin(&line, told);
    for (Py_ssize_t at = 0; verdict == DONE && at < PyTuple_GET_SIZE(runs); at++)
        verdict = add_run(&line, PyTuple_GET_ITEM(runs, at), told[3]);
    if (verdict == DONE)
        made = ended(&line, told[4]);
    else if (verdict == OTHERWISE)
        made = Py_NewRef(Py_None);
    Py_XDECREF(line.name);
    Py_XDECREF(line.size);
    Py_DECREF(runs);
    PyMem_Free(line.out.at);
    return made;
}

/* The module */

PyDoc_STRVAR(written_doc, "written(runs, x, y, fonts, after, /)\n--\n\n"
                          "Return the operators of a plain line and the font set then; None of another line.");
static PyMethodDef methods[] = {
    {"written", (PyCFunction)(void (*)(void))written, METH_FASTCALL, written_doc},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "compositor.pdf.plain",
    .m_doc = "Lines of plain type, written by a compiled core: see plain.py.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_plain(void) {
    if (!(1 NAMES(INTERNED)))
        return NULL;
    return PyModule_Create(&module);
}
