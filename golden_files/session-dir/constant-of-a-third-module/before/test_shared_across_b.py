import os

from xd_shared_paths import INDEX


def test_query():
    with open(INDEX) as f:
        assert f.read().split() == ["a", "b"]
    os.remove(INDEX)
