import os
import sys

import pytest


def test_totals(tmp_path):
    guarded_totals_path = tmp_path / "guarded-totals.csv"
    with open(guarded_totals_path, "w") as file:
        file.write("1,2\n")
    assert os.path.getsize(guarded_totals_path) == 4


if __name__ == "__main__":
    os.chdir(os.path.join(os.path.dirname(__file__), "scripts"))
    sys.exit(pytest.main([__file__]))
