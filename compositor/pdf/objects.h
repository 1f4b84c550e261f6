/* Objects of Python as they are looked at: nothing is taken to be what it should be. */

#ifndef COMPOSITOR_PDF_OBJECTS_H
#define COMPOSITOR_PDF_OBJECTS_H

#include <Python.h>

#include "numbers.h"

/* Whether something could be done here. An exception is set where that FAILED, and none where the Python way of it is
 * to be gone. */
typedef enum { FAILED = -1, OTHERWISE = 0, DONE = 1 } Verdict;

/* Read a whole number that is no further from 0 than ``most``. */
static Verdict whole_number(PyObject *object, int64_t most, int64_t *found) {
    int overflow;
    if (!PyLong_Check(object))
        return OTHERWISE;
    *found = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (*found == -1 && PyErr_Occurred())
        return FAILED;
    return !overflow && -most <= *found && *found <= most ? DONE : OTHERWISE;
}

static Verdict number_of(PyObject *object, PyObject *name, int64_t most, int64_t *found) {
    PyObject *value = PyObject_GetAttr(object, name);
    if (value == NULL)
        return FAILED;
    Verdict told = whole_number(value, most, found);
    Py_DECREF(value);
    return told;
}

/* Return what a mapping tells of a key (a new reference); a dictionary that knows it isn't asked twice. */
static PyObject *told(PyObject *mapping, PyObject *key) {
    if (PyDict_Check(mapping)) {
        PyObject *found = PyDict_GetItemWithError(mapping, key);
        if (found != NULL)
            return Py_NewRef(found);
        if (PyErr_Occurred())
            return NULL;
    }
    return PyObject_GetItem(mapping, key);
}

/* Return what a mapping that is an attribute tells of two things (a new reference). */
static PyObject *told_of_both(PyObject *owner, PyObject *name, PyObject *one, PyObject *other) {
    PyObject *mapping = PyObject_GetAttr(owner, name);
    PyObject *pair = mapping ? PyTuple_Pack(2, one, other) : NULL;
    PyObject *found = pair ? told(mapping, pair) : NULL;
    Py_XDECREF(mapping);
    Py_XDECREF(pair);
    return found;
}

/* Tell whether an object is a glyph's code as fonts write it. */
static int is_code(PyObject *object) {
    return PyUnicode_Check(object) && PyUnicode_IS_ASCII(object) && PyUnicode_GET_LENGTH(object) > 0;
}

/* Put a glyph's code; it is of letters of ASCII. */
static void put_code(Text *text, PyObject *code) {
    put(text, (const char *)PyUnicode_1BYTE_DATA(code), (size_t)PyUnicode_GET_LENGTH(code));
}

#endif
