"""Settings for all tests."""

from hypothesis import settings

# No deadline: how long an example takes says something about the machine, not about the code.
settings.register_profile("drumgen", deadline=None, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("drumgen"), max_examples=2000)
settings.load_profile("drumgen")
