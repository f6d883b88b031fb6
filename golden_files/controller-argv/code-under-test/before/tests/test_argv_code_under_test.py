import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "src"))

import greeter  # noqa: E402


def test_name():
    assert greeter.name()
