"""How far the tests of dates may look around."""

from hypothesis import settings

# The first look at a year loads its holidays, and a busy machine is no fault of the rules.
settings.register_profile("dates", deadline=None)
settings.load_profile("dates")
