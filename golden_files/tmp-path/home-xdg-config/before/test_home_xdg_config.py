import os
import shutil

import home_xdg_settings


class TestSettings(object):

    def teardown_method(self, method):
        folder = os.path.dirname(home_xdg_settings.config_path())
        if os.path.isdir(folder):
            shutil.rmtree(folder)

    def test_defaults(self):
        assert home_xdg_settings.load() == {}

    def test_save(self):
        home_xdg_settings.save(colour="green")
        assert home_xdg_settings.load() == {"colour": "green"}

    def test_save_replaces(self):
        home_xdg_settings.save(colour="green")
        home_xdg_settings.save(size=3)
        assert home_xdg_settings.load() == {"size": 3}
