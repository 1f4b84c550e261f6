/* Sums of a paragraph's units, as they grow from boundary to boundary: what items.py adds up, in whole numbers.
 *
 * It looks at every object that it is given. Of what isn't as items have it, and of sums that would need more than 64
 * bits, it returns None: the Python way is to be gone, which also says what is wrong.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "../checked.h"

/* Under these nothing overflows. */
#define MOST_WIDE ((int64_t)1 << 40)
#define MOST_UNITS ((Py_ssize_t)1 << 22)

/* Return a list that begins with nothing and goes on by what is added; an object is shared while nothing is. */
static PyObject *growing(const int64_t *added, Py_ssize_t count) {
    PyObject *sums = PyList_New(count + 1), *sum = sums ? PyLong_FromLong(0) : NULL;
    int64_t total = 0;
    for (Py_ssize_t at = 0; sum && at <= count; at++) {
        if (at && added[at - 1])
            Py_SETREF(sum, PyLong_FromLongLong(total += added[at - 1]));
        if (sum)
            PyList_SET_ITEM(sums, at, Py_NewRef(sum));
    }
    if (sum == NULL)
        Py_CLEAR(sums);
    Py_XDECREF(sum);
    return sums;
}

/* Return the sums, nothing where there aren't any here; what was added is put away. */
static PyObject *ended(Verdict verdict, int64_t *added, Py_ssize_t count) {
    PyObject *sums = verdict == DONE ? growing(added, count) : verdict == OTHERWISE ? Py_NewRef(Py_None) : NULL;
    PyMem_Free(added);
    return sums;
}

/* Have room for what so many units add, which is nothing as yet. */
static Verdict make_room(int64_t **added, Py_ssize_t count) {
    if (count < 0 || count > MOST_UNITS)
        return OTHERWISE;
    *added = PyMem_Calloc((size_t)count + 1, sizeof **added);
    if (*added)
        return DONE;
    PyErr_NoMemory();
    return FAILED;
}

static PyObject *every(PyObject *module, PyObject *widths) {
    (void)module;
    int64_t *added = NULL;
    int ones = PyByteArray_Check(widths);
    Py_ssize_t count = ones ? PyByteArray_GET_SIZE(widths) : PyList_Check(widths) ? PyList_GET_SIZE(widths) : -1;
    Verdict verdict = make_room(&added, count);
    for (Py_ssize_t at = 0; verdict == DONE && at < count; at++)
        if (ones)
            added[at] = (unsigned char)PyByteArray_AS_STRING(widths)[at];
        else
            verdict = whole_number(PyList_GET_ITEM(widths, at), MOST_WIDE, added + at);
    return ended(verdict, added, count);
}

static PyObject *few(PyObject *module, PyObject *const *told, Py_ssize_t given) {
    (void)module;
    if (given != 2)
        return PyErr_Format(PyExc_TypeError, "few() takes 2 arguments, %zd given", given);
    int64_t *added = NULL, count, unit;
    Verdict verdict = PyDict_Check(told[0]) ? whole_number(told[1], MOST_UNITS, &count) : OTHERWISE;
    if (verdict != DONE)
        count = -1;
    else
        verdict = make_room(&added, (Py_ssize_t)count);
    PyObject *key, *value;
    for (Py_ssize_t at = 0; verdict == DONE && PyDict_Next(told[0], &at, &key, &value);) {
        verdict = whole_number(key, MOST_UNITS, &unit);
        if (verdict == DONE && (unit < 0 || unit >= count))
            verdict = OTHERWISE;
        if (verdict == DONE)
            verdict = whole_number(value, MOST_WIDE, added + unit);
    }
    return ended(verdict, added, (Py_ssize_t)count);
}

/* The module */

PyDoc_STRVAR(every_doc, "every(widths, /)\n--\n\n"
                        "Return the sums up to each unit, and after all, of what every one has; None: add them up.");
PyDoc_STRVAR(few_doc, "few(values, count, /)\n--\n\n"
                      "Return the sums up to each unit, and after all, of what few have; None: add them up.");
static PyMethodDef methods[] = {
    {"every", every, METH_O, every_doc},
    {"few", (PyCFunction)(void (*)(void))few, METH_FASTCALL, few_doc},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "compositor.text.sums",
    .m_doc = "Sums of units, added up by a compiled core: see items.py.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_sums(void) { return PyModule_Create(&module); }
