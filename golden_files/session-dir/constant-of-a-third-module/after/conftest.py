import pytest


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared-across-modules")
    path = folder / "shared-across-modules.idx"
    with open(path, "w") as f:
        f.write("a\nb\n")
    return path
