import os

import xd_constants_attribute as paths


def test_scratch():
    with open(paths.SCRATCH, "wb") as f:
        f.write(b"123")
    assert os.path.getsize(paths.SCRATCH) == 3
    os.remove(paths.SCRATCH)
