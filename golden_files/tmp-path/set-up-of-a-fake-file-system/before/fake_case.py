import builtins
import io
import unittest


class FakeCase(unittest.TestCase):
    def setUpPyfakefs(self):
        self.files = {}
        self.addCleanup(vars(builtins).__setitem__, "open", open)
        vars(builtins)["open"] = self.opening

    def opening(self, name, mode="r"):
        if "w" not in mode:
            return io.StringIO(self.files[name])
        file = io.StringIO()
        file.close = lambda: self.files.__setitem__(name, file.getvalue())
        return file
