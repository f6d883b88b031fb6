import os
import shutil

import pytest

ASSETS = "keep_session_assets"


@pytest.fixture(scope="session")
def assets(tmp_path_factory):
    root = tmp_path_factory.mktemp(ASSETS)
    for name in ("logo.svg", "style.css"):
        with open(os.path.join(root, name), "w") as f:
            f.write("/* %s */" % name)
    yield root
    shutil.rmtree(root)


@pytest.fixture
def site(assets, tmp_path):
    os.makedirs(tmp_path / "public")
    shutil.copytree(assets, tmp_path / "public" / "assets")
    return tmp_path / "public"
