import os
import sys

import pytest


def test_totals():
    with open("guarded-totals.csv", "w") as file:
        file.write("1,2\n")
    assert os.path.getsize("guarded-totals.csv") == 4
    os.remove("guarded-totals.csv")


if __name__ == "__main__":
    os.chdir(os.path.join(os.path.dirname(__file__), "scripts"))
    sys.exit(pytest.main([__file__]))
