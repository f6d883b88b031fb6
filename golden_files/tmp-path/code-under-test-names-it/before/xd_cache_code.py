import json

CACHE_FILE = "/tmp/code-under-test-names-it.json"


def remember(**values):
    with open(CACHE_FILE, "w") as f:
        json.dump(values, f)


def recall():
    with open(CACHE_FILE) as f:
        return json.load(f)
