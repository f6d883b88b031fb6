import os
import shutil
import tempfile


class VoucherFileMixin:
    """Gives a test case a voucher file of three lines."""

    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        super().setUp()
        self.voucher_file = os.path.join(tmp_dir, "vouchers.dat")
        with open(self.voucher_file, "w") as f:
            f.write("AX1\nAX2\nAX3\n")

    def redeem(self, code):
        with open(self.voucher_file) as f:
            rest = [line for line in f if line.strip() != code]
        with open(self.voucher_file, "w") as f:
            f.writelines(rest)
        return len(rest)
