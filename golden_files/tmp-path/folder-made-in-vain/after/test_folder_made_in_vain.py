import os

import pytest


def test_exists_ok(tmp_path):
    folder_made_in_vain_dir = tmp_path / "folder-made-in-vain"
    os.makedirs(folder_made_in_vain_dir / "inner")
    with pytest.raises(FileExistsError):
        os.mkdir(folder_made_in_vain_dir)
