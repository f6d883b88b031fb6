import pytest


class DiaryCase:
    """Every test gets an empty diary."""

    entries = ()

    @pytest.fixture(autouse=True)
    def set_up(self, tmp_path):
        self.diary = tmp_path / "xunit_base_diary.txt"
        with open(self.diary, "w", encoding="utf-8") as f:
            for entry in self.entries:
                print(entry, file=f)

    def write(self, entry):
        with open(self.diary, "a", encoding="utf-8") as f:
            print(entry, file=f)

    def lines(self):
        with open(self.diary, encoding="utf-8") as f:
            return f.read().splitlines()
