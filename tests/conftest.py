"""What holds for every test: properties give the same answer twice, however busy the machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "gate",
    deadline=None,  # a slow machine is no failure
    derandomize=True,  # what passed once passes again; "explore" looks further
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", parent=settings.get_profile("gate"), derandomize=False, max_examples=2_000)
settings.load_profile("gate")
