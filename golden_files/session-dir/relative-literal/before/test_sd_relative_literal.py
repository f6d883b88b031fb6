import json


def test_dump():
    data = {"a": 1}
    with open("sd_settings.json", "w") as stream:
        json.dump(data, stream)
    with open("sd_settings.json") as stream:
        assert json.load(stream) == data


def test_load():
    with open("sd_settings.json") as stream:
        assert json.load(stream)["a"] == 1
