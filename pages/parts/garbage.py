"""What lives for ever is set aside from garbage collection.

Streamlit runs a full collection after each run of a script, and looks at all that was ever imported and at every
reader's session: 20 of 50 ms. So what lives is set aside at the end of each run; now and then all is looked at.
"""

import gc
import itertools

import altair  # noqa: F401  # the largest of what pages import later; imported here, so that it is set aside at once

_THAW_EVERY = 300
_runs = itertools.count()


def set_aside() -> None:
    if next(_runs) % _THAW_EVERY == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
