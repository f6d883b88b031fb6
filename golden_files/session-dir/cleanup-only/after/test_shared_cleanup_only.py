import os
import shutil

import pytest


@pytest.fixture(scope="session")
def shared_cleanup_only_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("shared-cleanup-only") / "shared-cleanup-only.pid"
    with open(path, "w") as f:
        f.write("123")
    return path


class TestLifecycle:
    path = "/tmp/shared-cleanup-only.pid"

    def test_start(self, shared_cleanup_only_path):
        assert os.path.isfile(shared_cleanup_only_path)

    def test_stop(self, shared_cleanup_only_path, tmp_path):
        copy = tmp_path / "shared-cleanup-only.pid"
        shutil.copy(shared_cleanup_only_path, copy)
        os.unlink(copy)
        with pytest.raises(OSError):
            os.unlink(copy)
