import os
import shutil
import unittest


class Archive:
    def __init__(self, path):
        self.path = path
        os.makedirs(path + "/letters", exist_ok=True)
        os.makedirs(path + "/photos", exist_ok=True)

    def put(self, text):
        with open(os.path.join(self.path, "letters", "first.txt"), "w") as file:
            file.write(text)


class ArchiveTest(unittest.TestCase):
    path = "/tmp/archive-of-a-class"
    letters_path = "/tmp/archive-of-a-class/letters"
    photos_path = "/tmp/archive-of-a-class/photos"

    def setUp(self):
        self.archive = Archive(self.path)

    def tearDown(self):
        for path in (self.path, self.path + "-other"):
            if os.path.exists(path):
                shutil.rmtree(path)

    def test_empty(self):
        self.assertEqual(os.listdir(self.letters_path), [])

    def test_first(self):
        self.archive.put("hello")
        self.assertEqual(os.listdir(self.letters_path), ["first.txt"])
