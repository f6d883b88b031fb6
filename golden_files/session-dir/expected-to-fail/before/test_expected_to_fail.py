import tempfile
import unittest


class ShouldRaise:
    def __init__(self, kind):
        self.kind = kind

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self.kind)


class FolderTest(unittest.TestCase):
    def test_a_file_that_cannot_be_written(self):
        with tempfile.TemporaryDirectory() as folder:
            with ShouldRaise(OSError):
                with open("/tmp/no_such_folder_at_all/inner", "w") as file:
                    file.write(folder)

    def test_what_is_not_there_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            with ShouldRaise(OSError):
                with open("/tmp/no_such_folder_at_all/inner") as file:
                    self.assertEqual(file.read(), folder)
