import os.path
import unittest
from unittest import mock


class Attachment:
    def __init__(self, filename, opener=open):
        self.filename = filename
        self.opener = opener

    @property
    def kind(self):
        return os.path.splitext(self.filename)[1].lstrip(".")

    def save(self):
        with self.opener(self.filename, "w") as f:
            f.write("saved")


class AttachmentTest(unittest.TestCase):
    def setUp(self):
        self.filename = "holiday photos.zip"
        self.attachment = Attachment(self.filename)

    def test_kind(self):
        self.assertEqual(self.attachment.kind, "zip")

    def test_name(self):
        self.assertEqual(self.attachment.filename, "holiday photos.zip")

    def test_save_opens_its_name(self):
        opener = mock.MagicMock()
        Attachment("/var/spool/letter.odt", opener).save()
        opener.assert_called_once_with("/var/spool/letter.odt", "w")

    @mock.patch("os.remove")
    def test_remove(self, remove):
        os.remove(self.attachment.filename)
        remove.assert_called_once_with(self.filename)
