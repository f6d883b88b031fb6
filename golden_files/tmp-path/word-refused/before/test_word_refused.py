import argparse
import os

import pytest


def test_unknown_word():
    database = "refused.db"
    with open(database, "w") as file:
        file.write("1")
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", choices=["bar"])
    with pytest.raises(SystemExit):
        parser.parse_args(["--tables", "refused"])
    os.remove(database)
