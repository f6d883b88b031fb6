import json


def save(path, values):
    with open(path, "w") as stream:
        json.dump(values, stream)
    return len(values)


def load(path):
    with open(path) as stream:
        return json.load(stream)
