"""Property tests of the readers: the same examples every run, and no limit on the first one, which loads the lexica."""

from hypothesis import settings

settings.register_profile("readers", deadline=None, derandomize=True)
settings.load_profile("readers")
