import os


class VoucherFileMixin:
    """Gives a test case a voucher file of three lines."""

    def setUp(self):
        super().setUp()
        self.voucher_file = "vouchers.dat"
        with open(self.voucher_file, "w") as f:
            f.write("AX1\nAX2\nAX3\n")

    def tearDown(self):
        if os.path.exists(self.voucher_file):
            os.unlink(self.voucher_file)
        super().tearDown()

    def redeem(self, code):
        with open(self.voucher_file) as f:
            rest = [line for line in f if line.strip() != code]
        with open(self.voucher_file, "w") as f:
            f.writelines(rest)
        return len(rest)
