/* Fonts as Python has them: mappings, and the codes of glyphs. */

#ifndef COMPOSITOR_PDF_OBJECTS_H
#define COMPOSITOR_PDF_OBJECTS_H

#include <Python.h>

#include "../checked.h"
#include "numbers.h"

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
