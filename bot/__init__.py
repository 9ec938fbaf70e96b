"""All of Zelfcheck. One sentence is too short for two threads of linear algebra: they wait for each other (5 ms becomes
95 ms on a busy machine), so numpy gets one, before anything loads it."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
