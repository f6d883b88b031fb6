import unittest

from tc_mixin_voucher_file import VoucherFileMixin


class TestListing(VoucherFileMixin, unittest.TestCase):
    def test_all(self):
        with open(self.voucher_file) as f:
            self.assertEqual(f.read().split(), ["AX1", "AX2", "AX3"])

    def test_emptied(self):
        open(self.voucher_file, "w").close()
        with open(self.voucher_file) as f:
            self.assertEqual(f.read(), "")
