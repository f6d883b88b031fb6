import pytest


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("shared-across-modules") / "shared-across-modules.idx"
    with open(path, "w") as f:
        f.write("a\nb\n")
    return path
