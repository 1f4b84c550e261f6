"""Run one command and print what it took, as JSON: wall and CPU seconds, peak memory in bytes, exit code.

A small program of its own: on Linux a new process counts as its peak what its parent held when it was started.
"""

from __future__ import annotations

import json
import os
import sys
import time

_UNIT = 1 if sys.platform == "darwin" else 1024

if __name__ == "__main__":
    # A desk's Python keeps what it compiled of its modules, however this one was told to go on.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    silent = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    began = time.perf_counter()
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], surroundings, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    taken = {
        "wall": time.perf_counter() - began,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * _UNIT,
        "code": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(taken))
