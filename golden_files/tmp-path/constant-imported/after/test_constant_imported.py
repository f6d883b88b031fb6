import json

from test_constants_home import LIMIT


def test_export(tmp_path):
    export = tmp_path / "constant-imported.json"
    with open(export, "w") as f:
        json.dump(list(range(LIMIT)), f)
    with open(export) as f:
        assert len(json.load(f)) == LIMIT
