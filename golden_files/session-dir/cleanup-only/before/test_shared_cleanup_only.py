import os

import pytest


class TestLifecycle:
    path = "/tmp/shared-cleanup-only.pid"

    def test_start(self):
        with open(self.path, "w") as f:
            f.write("123")
        assert os.path.isfile(self.path)

    def test_stop(self):
        os.unlink(self.path)
        with pytest.raises(OSError):
            os.unlink(self.path)
