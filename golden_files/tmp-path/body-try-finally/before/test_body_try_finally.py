import json
import os

import pytest


def load_rules(path):
    with open(path) as f:
        rules = json.load(f)
    if "order" not in rules:
        raise KeyError("order")
    return rules


def test_load():
    path = "irrigation-rules.json"
    try:
        with open(path, "w") as f:
            f.write('{"order": ["beds", "lawn"]}')
        assert load_rules(path)["order"] == ["beds", "lawn"]
    finally:
        os.remove(path)


def test_incomplete():
    path = "irrigation-rules.json"
    with open(path, "w") as f:
        f.write("{}")
    try:
        with pytest.raises(KeyError):
            load_rules(path)
    finally:
        if os.path.isfile(path):
            os.remove(path)
