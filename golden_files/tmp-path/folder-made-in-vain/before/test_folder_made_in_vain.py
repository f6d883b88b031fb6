import os

import pytest


def test_exists_ok():
    os.makedirs("folder-made-in-vain/inner")
    with pytest.raises(FileExistsError):
        os.mkdir("folder-made-in-vain")
    os.removedirs("folder-made-in-vain/inner")
