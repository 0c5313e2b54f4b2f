"""How long Hypothesis searches: shortly by default, twenty times as long with HYPOTHESIS_PROFILE=soak."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

QUICK = 150
# Without the phase that explains a failure: it traces every line, and a whole life has many.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
settings.register_profile("ci", max_examples=QUICK, stateful_step_count=40, deadline=None, phases=PHASES)
settings.register_profile(
    "soak",
    max_examples=20 * QUICK,
    stateful_step_count=40,
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
