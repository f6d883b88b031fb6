# -*- coding: utf-8 -*-
import json
import os
import unittest


class ProfileTest(unittest.TestCase):
    """Profiles are stored as JSON."""

    PROFILE = "sd_profile.json"

    def test_a_save(self):
        """Saving."""
        profile = {"user": "eve", "langs": ["de", "en"]}
        with open(self.PROFILE, "w") as f:
            json.dump(profile, f)
        self.assertTrue(os.path.isfile(self.PROFILE), "not saved")

    def test_b_load(self):
        """Loading."""
        with open(self.PROFILE) as f:
            profile = json.load(f)
        self.assertEqual(profile["user"], "eve")
        self.assertListEqual(profile["langs"], ["de", "en"])

    @classmethod
    def tearDownClass(cls):
        os.remove(cls.PROFILE)
