/* Objects of Python as they are looked at: nothing is taken to be what it should be. */

#ifndef COMPOSITOR_CHECKED_H
#define COMPOSITOR_CHECKED_H

#include <Python.h>
#include <stdint.h>

/* Whether something could be done here. An exception is set where that FAILED, and none where the Python way of it is
 * to be gone. */
typedef enum { FAILED = -1, OTHERWISE = 0, DONE = 1 } Verdict;

/* Read a whole number that is no further from 0 than ``most``. */
static inline Verdict whole_number(PyObject *object, int64_t most, int64_t *found) {
    int overflow;
    if (!PyLong_Check(object))
        return OTHERWISE;
    *found = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (*found == -1 && PyErr_Occurred())
        return FAILED;
    return !overflow && -most <= *found && *found <= most ? DONE : OTHERWISE;
}

static inline Verdict number_of(PyObject *object, PyObject *name, int64_t most, int64_t *found) {
    PyObject *value = PyObject_GetAttr(object, name);
    if (value == NULL)
        return FAILED;
    Verdict told = whole_number(value, most, found);
    Py_DECREF(value);
    return told;
}

#endif
