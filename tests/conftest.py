"""What every test may use: the builders and fakes by name, a day, and people to act."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # `from builders import ...`, `from fakes import ...`

# a slow machine is no failing test: nothing here is timed
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
