import json

import pytest


def load_rules(path):
    with open(path) as f:
        rules = json.load(f)
    if "order" not in rules:
        raise KeyError("order")
    return rules


def test_load(tmp_path):
    path = tmp_path / "irrigation-rules.json"
    with open(path, "w") as f:
        f.write('{"order": ["beds", "lawn"]}')
    assert load_rules(path)["order"] == ["beds", "lawn"]


def test_incomplete(tmp_path):
    path = tmp_path / "irrigation-rules.json"
    with open(path, "w") as f:
        f.write("{}")
    with pytest.raises(KeyError):
        load_rules(path)
