import json


def test_ids(catalog):
    with open(catalog) as stream:
        assert json.load(stream)[0]["id"] == 1


def test_length(catalog):
    with open(catalog) as stream:
        assert len(json.load(stream)) == 1
