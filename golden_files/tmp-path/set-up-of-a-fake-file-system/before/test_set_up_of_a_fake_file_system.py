from fake_case import FakeCase


class FakeTest(FakeCase):
    def setUp(self):
        self.setUpPyfakefs()

    def test_one(self):
        file = open("/fake_file_one.txt", "w")
        file.write("one")
        file.close()
        self.assertEqual(open("/fake_file_one.txt").read(), "one")
