import argparse

import pytest


def test_unknown_word(tmp_path):
    database = tmp_path / "refused.db"
    with open(database, "w") as file:
        file.write("1")
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", choices=["bar"])
    with pytest.raises(SystemExit):
        parser.parse_args(["--tables", "refused"])
