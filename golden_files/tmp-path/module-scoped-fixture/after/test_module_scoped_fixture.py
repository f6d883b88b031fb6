import os

import pytest


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "module-scoped-fixture"
    os.makedirs(folder)
    for name in ("a", "b"):
        with open(os.path.join(folder, name), "w") as f:
            f.write(name * 3)
    yield folder


def test_names(corpus):
    assert sorted(os.listdir(corpus)) == ["a", "b"]


def test_content(corpus):
    with open(os.path.join(corpus, "a")) as f:
        assert f.read() == "aaa"
