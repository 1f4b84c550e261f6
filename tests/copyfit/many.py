"""Plans in any number: ``python -m tests.copyfit.many 10000 1`` checks the plans of seeds 1 to 10,000 (``make plans``).

Seeds that fail are named, so that each can be tried alone; the longest time of one is told.
"""

from __future__ import annotations

import sys
import time
import traceback

from tests.copyfit.test_closing import holds

EVERY = 250
SECONDS = 20
"""What one plan may take, in processor time."""


def run(count: int, first: int) -> int:
    """Check ``count`` plans from the seed ``first`` on; return how many fail."""
    failed, longest = [], 0.0
    for seed in range(first, first + count):
        began = time.process_time()
        try:
            holds(seed)
        except Exception:
            failed.append(seed)
            print(f"seed {seed}: {traceback.format_exc(limit=-2)}", flush=True)
        took = time.process_time() - began
        longest = max(longest, took)
        if took > SECONDS:
            failed.append(seed)
            print(f"seed {seed}: took {took:.1f} s", flush=True)
        if (seed - first + 1) % EVERY == 0:
            print(f"{seed - first + 1} plans, {len(failed)} failed, the longest {longest:.1f} s", flush=True)
    print(f"{count} plans from seed {first}: {len(failed)} failed {failed or ''}, the longest {longest:.1f} s")
    return len(failed)


if __name__ == "__main__":
    sys.exit(bool(run(int(sys.argv[1]), int(sys.argv[2]))))
