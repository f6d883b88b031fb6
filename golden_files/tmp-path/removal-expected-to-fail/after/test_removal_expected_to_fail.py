import os

import pytest


def test_twice(tmp_path):
    removal_expected_path = tmp_path / "removal-expected.txt"
    open(removal_expected_path, "w").close()
    try:
        os.remove(removal_expected_path)
        os.remove(removal_expected_path)
    except FileNotFoundError:
        pass
    else:
        pytest.fail("second removal")
