/* The strict pass of total fit: what _Search in breaker.py does where no line ends at a forbidden boundary and every
 * cost is below a bound. Sums are read once, of the places where lines may end.
 *
 * It looks at every object that it is given. Of what isn't as items have it, of sums that would need more than 64 bits
 * or than doubles hold, and where there are no lines below the bound, it returns None: the Python way is to be gone,
 * which also says what is wrong.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <float.h>
#include <stddef.h>

#include "../checked.h"

/* Under these nothing overflows, and quotients are of whole numbers that doubles hold. */
#define MOST_WIDE ((int64_t)1 << 44)
#define MOST_EM ((int64_t)1 << 30)
#define MOST_UNITS ((int64_t)1 << 22)
#define MOST_COST ((int64_t)1 << 40)
#define MOST_WEIGHT ((int64_t)1 << 17)

#define MOST_CANDIDATES 512
#define FIRST 5
#define KINDS 16
#define ALONE 4

#define NAMES(one)                                                                                                     \
    one(breaks) one(count) one(em) one(starts) one(ends) one(start_shrink) one(end_shrink) one(start_stop) one(end_stop)   \
    one(start_room) one(end_room) one(start_gaps) one(end_gaps)
#define DECLARED(name) static PyObject *n_##name;
#define INTERNED(name) && (n_##name = PyUnicode_InternFromString(#name)) != NULL
NAMES(DECLARED)

/* The sums at a boundary, of a line that begins there and of one that ends there. */
typedef struct {
    int64_t wide, shrink, stop, room, gaps;
} Sums;

/* A boundary at which lines may end, and what it costs that one does. */
typedef struct {
    Sums start, end;
    int64_t at, cost;
} Row;

/* Rows at which a line of a certain number may begin: see _Layer. */
typedef struct {
    int64_t *cost, *back;
    int64_t first, count, room;
} Layer;

typedef struct {
    Row *rows; /* after the last comes the paragraph's end, which is none */
    Layer *layers;
    int64_t *measures;
    int64_t count, layer_count, units;
    int64_t em, gap, refuses, low, tried;
    int64_t expanded, reduced, stopped, spaced;
    int64_t at[KINDS], alone[ALONE];
    int solid;
    int64_t best, best_layer, best_row;
} Search;

/* What it is given */

/* Have a list of the items at hand (a new reference), of a number for every boundary. */
static Verdict list_of(PyObject *items, PyObject *name, int64_t units, PyObject **found) {
    *found = PyObject_GetAttr(items, name);
    if (*found == NULL)
        return FAILED;
    return PyList_Check(*found) && PyList_GET_SIZE(*found) > units ? DONE : OTHERWISE;
}

/* Read one sum of every row into the place of it that is ``offset`` from a row's beginning. Where nothing is added to a
 * sum it is the same object again. */
static Verdict read_sums(Search *search, PyObject *items, PyObject *name, size_t offset, int64_t most) {
    PyObject *sums, *last = NULL;
    int64_t number = 0;
    Verdict verdict = list_of(items, name, search->units, &sums);
    for (int64_t row = 0; verdict == DONE && row <= search->count; row++) {
        PyObject *sum = PyList_GET_ITEM(sums, (Py_ssize_t)search->rows[row].at);
        if (sum != last)
            verdict = whole_number(last = sum, most, &number);
        *(int64_t *)(void *)((char *)(search->rows + row) + offset) = number;
    }
    Py_XDECREF(sums);
    return verdict;
}

#define SUM(name, of, member, most) {n_##name, offsetof(Row, of) + offsetof(Sums, member), most}

static Verdict read_all_sums(Search *search, PyObject *items) {
    const struct {
        PyObject *name;
        size_t offset;
        int64_t most;
    } sums[] = {
        SUM(starts, start, wide, MOST_WIDE),         SUM(ends, end, wide, MOST_WIDE),
        SUM(start_shrink, start, shrink, MOST_WIDE), SUM(end_shrink, end, shrink, MOST_WIDE),
        SUM(start_stop, start, stop, MOST_WIDE),     SUM(end_stop, end, stop, MOST_WIDE),
        SUM(start_room, start, room, MOST_WIDE),     SUM(end_room, end, room, MOST_WIDE),
        SUM(start_gaps, start, gaps, MOST_UNITS),    SUM(end_gaps, end, gaps, MOST_UNITS),
    };
    Verdict verdict = DONE;
    for (size_t at = 0; verdict == DONE && at < sizeof sums / sizeof *sums; at++)
        verdict = read_sums(search, items, sums[at].name, sums[at].offset, sums[at].most);
    return verdict;
}

/* Find the rows: the paragraph's beginning, and the boundaries inside it at which lines may end. */
static Verdict find_rows(Search *search, PyObject *items) {
    PyObject *breaks = PyObject_GetAttr(items, n_breaks);
    Verdict verdict = breaks ? OTHERWISE : FAILED;
    if (breaks && PyByteArray_Check(breaks) && PyByteArray_GET_SIZE(breaks) > search->units) {
        const unsigned char *kinds = (const unsigned char *)PyByteArray_AS_STRING(breaks);
        verdict = DONE;
        search->rows = PyMem_Malloc(((size_t)search->units + 1) * sizeof *search->rows);
        if (search->rows == NULL) {
            PyErr_NoMemory();
            verdict = FAILED;
        }
        for (int64_t at = 0; verdict == DONE && at < search->units; at++)
            if (at == 0 || (kinds[at] < KINDS && search->at[kinds[at]] >= 0)) {
                search->rows[search->count].at = at;
                search->rows[search->count++].cost = at ? search->at[kinds[at]] : 0;
            }
        if (verdict == DONE)
            search->rows[search->count].at = search->units;
    }
    Py_XDECREF(breaks);
    return verdict;
}

/* Read the numbers of a tuple: at least so many, and no more. */
static Verdict read_tuple(PyObject *tuple, Py_ssize_t least, Py_ssize_t most, int64_t bound, int64_t *found) {
    if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) < least || PyTuple_GET_SIZE(tuple) > most)
        return OTHERWISE;
    Verdict verdict = DONE;
    for (Py_ssize_t at = 0; verdict == DONE && at < PyTuple_GET_SIZE(tuple); at++)
        verdict = whole_number(PyTuple_GET_ITEM(tuple, at), bound, found + at);
    return verdict;
}

/* Read what costs what; boundaries of which nothing is told are shut. */
static Verdict read_weights(Search *search, PyObject *weights, PyObject *alone) {
    int64_t told[FIRST + KINDS];
    for (int at = 0; at < FIRST + KINDS; at++)
        told[at] = -1;
    Verdict verdict = read_tuple(weights, FIRST, FIRST + KINDS, MOST_COST, told);
    for (int at = 1; verdict == DONE && at < FIRST; at++)
        if (told[at] < 0 || told[at] > MOST_WEIGHT)
            verdict = OTHERWISE;
    search->refuses = told[0];
    search->expanded = told[1];
    search->reduced = told[2];
    search->stopped = told[3];
    search->spaced = told[4];
    memcpy(search->at, told + FIRST, sizeof search->at);
    search->solid = alone != Py_None;
    return verdict == DONE && search->solid ? read_tuple(alone, 0, ALONE, MOST_COST, search->alone) : verdict;
}

static Verdict read_measures(Search *search, PyObject *measures) {
    if (!PyTuple_Check(measures) || PyTuple_GET_SIZE(measures) < 1)
        return OTHERWISE;
    search->layer_count = PyTuple_GET_SIZE(measures);
    search->measures = PyMem_Calloc((size_t)search->layer_count, sizeof *search->measures);
    search->layers = PyMem_Calloc((size_t)search->layer_count, sizeof *search->layers);
    if (search->measures == NULL || search->layers == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    return read_tuple(measures, 1, (Py_ssize_t)search->layer_count, MOST_WIDE, search->measures);
}

static Verdict read_numbers(Search *search, PyObject *items, PyObject *gap) {
    Verdict verdict = number_of(items, n_count, MOST_UNITS, &search->units);
    if (verdict == DONE && (verdict = number_of(items, n_em, MOST_EM, &search->em)) == DONE)
        verdict = whole_number(gap, MOST_EM, &search->gap);
    if (verdict == DONE && (search->units < 1 || search->em < 1 || search->gap < 0 || search->gap > search->em / 8))
        verdict = OTHERWISE;
    return verdict;
}

/* What a line costs */

static double share(int64_t of, int64_t all) { return (double)of / (double)all; }

static int64_t squared(int64_t weight, double ratio) { return (int64_t)((double)weight * ratio * ratio); }

/* Return what a line costs of which ``extra`` is to be filled: as line_total has it, but that what would be loose or
 * overfull costs what is refused. */
static int64_t filled(const Search *search, const Row *from, const Row *to, int64_t extra) {
    if (extra < 0) {
        int64_t white = to->end.shrink - from->start.shrink, stops = to->end.stop - from->start.stop;
        int64_t beyond = stops - white - extra;
        if (white + extra < 0)
            return search->refuses;
        double ratio = share(-extra, white);
        return (int64_t)((double)search->reduced * ratio * ratio * ratio) +
               (beyond > 0 ? search->stopped * beyond / stops : 0);
    }
    if (extra == 0)
        return 0;
    int64_t spaces = to->end.room - from->start.room, gaps = to->end.gaps - from->start.gaps;
    if (extra <= spaces)
        return squared(search->spaced, share(extra, spaces));
    double ratio = share((extra - spaces) * 8, (gaps > 1 ? gaps : 1) * search->em);
    return ratio > 1 ? search->refuses : (spaces ? search->spaced : 0) + squared(search->expanded, ratio);
}

/* Return what it costs that the last line begins at a row. */
static int64_t last_line(const Search *search, const Row *from, int64_t measure) {
    const Row *end = search->rows + search->count;
    int64_t extra = measure - (end->end.wide - from->start.wide), left = search->units - from->at;
    int64_t cost = search->solid && left <= ALONE ? search->alone[left - 1] : 0;
    return extra > 0 && search->solid ? cost : cost + filled(search, from, end, extra);
}

/* The search */

/* Have room in a layer for rows from ``first``, than which none is less, to before ``stop``. */
static Verdict make_room(const Search *search, Layer *layer, int64_t first, int64_t stop) {
    if (layer->count == 0)
        layer->first = first;
    int64_t count = stop - layer->first;
    if (count > layer->room) {
        int64_t room = count + count / 2 + 64;
        int64_t *cost = PyMem_Realloc(layer->cost, (size_t)room * sizeof *cost);
        layer->cost = cost ? cost : layer->cost;
        int64_t *back = cost ? PyMem_Realloc(layer->back, (size_t)room * sizeof *back) : NULL;
        if (back == NULL) {
            PyErr_NoMemory();
            return FAILED;
        }
        layer->back = back;
        layer->room = room;
    }
    for (; layer->count < count; layer->count++) {
        layer->cost[layer->count] = search->refuses;
        layer->back[layer->count] = 0;
    }
    return DONE;
}

/* Weigh every line from a row that can be filled. */
static Verdict lines_from(Search *search, int64_t row, int64_t base, Layer *target, int64_t measure, int64_t mark) {
    const Row *rows = search->rows, *from = rows + row;
    int64_t first = search->low > row + 1 ? search->low : row + 1, low = first, at = row;
    int64_t stop = first + MOST_CANDIDATES < search->count ? first + MOST_CANDIDATES : search->count;
    int64_t full = from->start.wide + measure;
    if (make_room(search, target, first, stop) != DONE)
        return FAILED;
    for (int64_t next = first; next < stop; next++) {
        const Row *to = rows + (at = next);
        int64_t extra = full - to->end.wide;
        if (extra > 0) {
            int64_t gaps = to->end.gaps - from->start.gaps;
            if (extra - to->end.room + from->start.room > search->gap * (gaps > 0 ? gaps : 0)) {
                low += at == low; /* later rows leave still wider gaps */
                continue;
            }
        } else if (extra < 0 && to->end.shrink - from->start.shrink + extra < 0) {
            if (to->end.shrink - from->start.shrink + full < to->start.wide)
                break;
            continue; /* only the hyphen is too much: a letter more may do */
        }
        int64_t *known = target->cost + (at - target->first);
        if (base < *known) {
            int64_t cost = base + to->cost + filled(search, from, to, extra);
            if (cost < *known) {
                *known = cost;
                target->back[at - target->first] = mark;
            }
        }
    }
    search->low = low;
    search->tried += first < stop ? at - first + 1 : 0;
    return DONE;
}

/* Try to end the paragraph from the rows of a layer up to ``last``. */
static void end(Search *search, int64_t number, int64_t last) {
    const Layer *layer = search->layers + number;
    const Row *stop = search->rows + search->count;
    int64_t measure = search->measures[number], tightest = stop->end.wide - stop->end.shrink - measure;
    for (int64_t row = last; row >= layer->first; row--) {
        const Row *from = search->rows + row;
        int64_t known = layer->cost[row - layer->first];
        if (tightest > from->start.wide - from->start.shrink)
            break;
        if (known > search->best)
            continue;
        int64_t cost = known + last_line(search, from, measure);
        if (cost < search->best || (cost == search->best && number == search->best_layer && row < search->best_row)) {
            search->best = cost;
            search->best_layer = number;
            search->best_row = row;
        }
    }
}

/* Set one more line from every row of a layer; from the last layer as many as it takes. */
static Verdict reach(Search *search, int64_t number) {
    Layer *source = search->layers + number;
    int again = number + 1 == search->layer_count;
    Layer *target = again ? source : source + 1;
    int64_t last = -1, stop = source->first + source->count;
    search->low = 1;
    for (int64_t row = source->first; row < stop; row++) {
        int64_t base = source->cost[row - source->first];
        if (base >= search->refuses)
            continue;
        last = row;
        if (lines_from(search, row, base, target, search->measures[number], again ? row : ~row) != DONE)
            return FAILED;
    }
    if (last >= 0)
        end(search, number, last);
    return DONE;
}

static Verdict run(Search *search) {
    search->best = search->refuses;
    Verdict verdict = make_room(search, search->layers, 0, 1);
    if (verdict == DONE)
        search->layers->cost[0] = 0;
    for (int64_t number = 0; verdict == DONE && number < search->layer_count; number++) {
        if (number + 1 == search->layer_count)
            verdict = make_room(search, search->layers + number, 0, search->count);
        if (verdict == DONE)
            verdict = reach(search, number);
    }
    return verdict == DONE && search->best >= search->refuses ? OTHERWISE : verdict;
}

/* What it returns */

/* Step back from a row of a layer to where the line before begins. */
static void step_back(const Search *search, int64_t *number, int64_t *row) {
    const Layer *layer = search->layers + *number;
    *row = layer->back[*row - layer->first];
    if (*row < 0) {
        *row = ~*row;
        --*number;
    }
}

/* Return the cost, the line ends and how many lines were weighed. */
static PyObject *traced(const Search *search) {
    Py_ssize_t lines = 1;
    for (int64_t number = search->best_layer, row = search->best_row; row; step_back(search, &number, &row))
        lines++;
    PyObject *ends = PyTuple_New(lines);
    if (ends == NULL)
        return NULL;
    int64_t number = search->best_layer, row = search->best_row;
    for (int64_t at = search->units; lines--; at = search->rows[row].at, step_back(search, &number, &row)) {
        PyObject *boundary = PyLong_FromLongLong(at);
        if (boundary == NULL) {
            Py_DECREF(ends);
            return NULL;
        }
        PyTuple_SET_ITEM(ends, lines, boundary);
    }
    return Py_BuildValue("LNL", (long long)search->best, ends, (long long)search->tried);
}

static void put_away(Search *search) {
    for (int64_t number = 0; search->layers && number < search->layer_count; number++) {
        PyMem_Free(search->layers[number].cost);
        PyMem_Free(search->layers[number].back);
    }
    PyMem_Free(search->layers);
    PyMem_Free(search->measures);
    PyMem_Free(search->rows);
}

static PyObject *least(PyObject *module, PyObject *const *told, Py_ssize_t count) {
    (void)module;
    if (count != 5)
        return PyErr_Format(PyExc_TypeError, "least() takes 5 arguments, %zd given", count);
    Search search = {0};
    PyObject *items = told[0], *found = NULL;
    Verdict verdict = FLT_EVAL_METHOD == 0 ? read_numbers(&search, items, told[2]) : OTHERWISE;
    if (verdict == DONE && (verdict = read_weights(&search, told[3], told[4])) == DONE &&
        (verdict = read_measures(&search, told[1])) == DONE && (verdict = find_rows(&search, items)) == DONE &&
        (verdict = read_all_sums(&search, items)) == DONE)
        verdict = run(&search);
    if (verdict == DONE)
        found = traced(&search);
    else if (verdict == OTHERWISE)
        found = Py_NewRef(Py_None);
    put_away(&search);
    return found;
}

/* The module */

PyDoc_STRVAR(least_doc, "least(items, measures, gap, weights, alone, /)\n--\n\n"
                        "Return the least cost, its line ends and how many lines were weighed; None: ask the breaker.");
static PyMethodDef methods[] = {
    {"least", (PyCFunction)(void (*)(void))least, METH_FASTCALL, least_doc},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "compositor.text.strict",
    .m_doc = "The strict pass of total fit, by a compiled core: see breaker.py.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_strict(void) {
    if (!(1 NAMES(INTERNED)))
        return NULL;
    return PyModule_Create(&module);
}
