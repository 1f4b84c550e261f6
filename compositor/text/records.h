/* Records made often, lines and their runs: read and made by their slots, without a call for each.
 *
 * A record that isn't just of its class, or has a slot without a value, is no record here.
 */

#ifndef COMPOSITOR_TEXT_RECORDS_H
#define COMPOSITOR_TEXT_RECORDS_H

#include <Python.h>
#include <stddef.h>
#include <structmember.h>

#include "../checked.h"

#define LINE_SLOTS(one)                                                                                                \
    one(start) one(end) one(runs) one(measure) one(width) one(indent) one(justified) one(adjustments) one(direction)   \
    one(missing) one(rescued) one(tight) one(hyphenated) one(parted) one(annotations) one(off) one(condensed) one(trail)
#define RUN_SLOTS(one)                                                                                                 \
    one(face) one(size) one(text) one(codes) one(advances) one(start) one(end) one(shifts) one(counts) one(rise)       \
    one(posture) one(across) one(condensed)
#define LINE_SLOT(name) LINE_##name,
#define RUN_SLOT(name) RUN_##name,
#define SLOT_NAME(name) #name,
enum { LINE_SLOTS(LINE_SLOT) LINE_COUNT };
enum { RUN_SLOTS(RUN_SLOT) RUN_COUNT };

/* A class of records: where in them its slots are. */
typedef struct {
    PyTypeObject *type;
    int count;
    Py_ssize_t at[LINE_COUNT];
} Record;

static Record lines, runs;

/* Look where the slots of a class are; it has to have those and no others. */
static int find_slots(Record *record, PyObject *module, const char *name, const char *const *slots, int count) {
    PyObject *type = PyObject_GetAttrString(module, name);
    if (type == NULL)
        return -1;
    record->type = (PyTypeObject *)type; /* kept for good */
    record->count = count;
    size_t size = sizeof(PyObject) + (size_t)count * sizeof(PyObject *);
    int whole = PyType_Check(type) && record->type->tp_basicsize == (Py_ssize_t)size;
    for (int at = 0; whole && at < count; at++) {
        PyObject *slot = PyObject_GetAttrString(type, slots[at]);
        whole = slot != NULL && Py_TYPE(slot) == &PyMemberDescr_Type;
        if (whole) {
            const PyMemberDef *member = ((PyMemberDescrObject *)slot)->d_member;
            whole = member->type == T_OBJECT_EX && member->flags == 0;
            record->at[at] = member->offset;
        }
        Py_XDECREF(slot);
    }
    if (!whole && !PyErr_Occurred())
        PyErr_Format(PyExc_ImportError, "%s has other slots", name);
    return whole ? 0 : -1;
}

/* Look for the classes of lines and runs. */
static int find_records(void) {
    static const char *const of_lines[] = {LINE_SLOTS(SLOT_NAME)}, *const of_runs[] = {RUN_SLOTS(SLOT_NAME)};
    PyObject *module = PyImport_ImportModule("compositor.model.lines");
    int found = module && find_slots(&lines, module, "Line", of_lines, LINE_COUNT) == 0 &&
                find_slots(&runs, module, "Run", of_runs, RUN_COUNT) == 0;
    Py_XDECREF(module);
    return found ? 0 : -1;
}

/* Return the slot of a record. */
static PyObject **slot_of(const Record *record, PyObject *one, int slot) {
    return (PyObject **)(void *)((char *)one + record->at[slot]);
}

/* Return a record made of values, one for each slot, which it takes over; NULL where one is lacking. */
static PyObject *made(const Record *record, PyObject *const *values) {
    int whole = 1;
    for (int at = 0; at < record->count; at++)
        whole &= values[at] != NULL;
    PyObject *one = whole ? record->type->tp_alloc(record->type, 0) : NULL;
    for (int at = 0; at < record->count; at++) {
        if (one != NULL)
            *slot_of(record, one, at) = values[at];
        else
            Py_XDECREF(values[at]);
    }
    return one;
}

#endif
