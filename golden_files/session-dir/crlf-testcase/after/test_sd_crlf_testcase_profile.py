# -*- coding: utf-8 -*-
import json
import os
import shutil
import tempfile
import unittest


class ProfileTest(unittest.TestCase):
    """Profiles are stored as JSON."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.profile = os.path.join(folder, "sd_profile.json")
        profile = {"user": "eve", "langs": ["de", "en"]}
        with open(cls.profile, "w") as f:
            json.dump(profile, f)

    def test_a_save(self):
        """Saving."""
        self.assertTrue(os.path.isfile(self.profile), "not saved")

    def test_b_load(self):
        """Loading."""
        with open(self.profile) as f:
            profile = json.load(f)
        self.assertEqual(profile["user"], "eve")
        self.assertListEqual(profile["langs"], ["de", "en"])
