import unittest

from tc_mixin_voucher_file import VoucherFileMixin


class TestRedeem(VoucherFileMixin, unittest.TestCase):
    def test_known(self):
        self.assertEqual(self.redeem("AX2"), 2)

    def test_unknown(self):
        self.assertEqual(self.redeem("ZZ9"), 3)
