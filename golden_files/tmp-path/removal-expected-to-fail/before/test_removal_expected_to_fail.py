import os

import pytest


def test_twice():
    open("removal-expected.txt", "w").close()
    try:
        os.remove("removal-expected.txt")
        os.remove("removal-expected.txt")
    except FileNotFoundError:
        pass
    else:
        pytest.fail("second removal")
