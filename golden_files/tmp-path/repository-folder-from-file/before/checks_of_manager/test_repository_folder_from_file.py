import os
import unittest

SETTINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kept_settings_of_manager")


class Manager:
    def __init__(self):
        self.places = []

    def set_places(self, places):
        self.places = list(places)

    def collect(self):
        return [name for place in self.places for name in os.listdir(place)]


class ManagerTest(unittest.TestCase):
    SETTINGS_FILE = SETTINGS

    def setUp(self):
        self.settings_file = self.SETTINGS_FILE
        self.manager = Manager()
        self.manager.set_places([os.path.dirname(os.path.abspath(__file__))])

    def tearDown(self):
        if os.path.isfile(self.settings_file):
            os.remove(self.settings_file)

    def update(self):
        with open(self.settings_file, "a") as file:
            file.write("changed\n")

    def test_settings_are_kept(self):
        self.update()
        with open(self.settings_file) as file:
            self.assertEqual(file.read(), "changed\n")

    def test_itself_is_found(self):
        self.update()
        self.assertIn(os.path.basename(__file__), self.manager.collect())
