import json
import os

from test_constants_home import EXPORT, LIMIT


def test_export():
    with open(EXPORT, "w") as f:
        json.dump(list(range(LIMIT)), f)
    with open(EXPORT) as f:
        assert len(json.load(f)) == LIMIT
    os.remove(EXPORT)
