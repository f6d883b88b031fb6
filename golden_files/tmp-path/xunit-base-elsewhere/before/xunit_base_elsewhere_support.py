import os


class DiaryCase:
    """Every test gets an empty diary."""

    entries = ()

    def setup_method(self):
        self.diary = os.path.join(os.path.dirname(__file__), "xunit_base_diary.txt")
        with open(self.diary, "w", encoding="utf-8") as f:
            for entry in self.entries:
                print(entry, file=f)

    def teardown_method(self):
        os.remove(self.diary)

    def write(self, entry):
        with open(self.diary, "a", encoding="utf-8") as f:
            print(entry, file=f)

    def lines(self):
        with open(self.diary, encoding="utf-8") as f:
            return f.read().splitlines()
