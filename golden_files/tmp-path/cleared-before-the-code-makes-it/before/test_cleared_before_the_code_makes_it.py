import os
import unittest

import outbox_of_letters

SPOOL = os.path.join(os.path.dirname(__file__), "spool")


class TestOutbox(unittest.TestCase):
    def test_refused_letter(self):
        """What a refused letter may leave behind is taken away."""
        with self.assertRaises(ValueError):
            outbox_of_letters.send("john", "")
        name = os.path.join(SPOOL, "john")
        if os.path.exists(name):
            os.unlink(name)
            self.assertTrue(name)
