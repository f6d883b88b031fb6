import os
import shutil

from xd_settings_reader import setting


def test_setting_is_found():
    os.makedirs("/tmp/implicit-reader")
    with open("/tmp/implicit-reader/settings.ini", "w") as f:
        f.write("colour = red")
    assert setting("colour") == "red"
    shutil.rmtree("/tmp/implicit-reader")
