"""What every test may use: the builders and fakes by name, a day, and people to act."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # `from builders import ...`, `from fakes import ...`

# a slow machine is no failing test: nothing here is timed
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# the trees of rule files are kept for this run alone, not among the caches of whoever runs it
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
