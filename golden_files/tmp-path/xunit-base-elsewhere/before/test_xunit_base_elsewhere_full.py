from xunit_base_elsewhere_support import DiaryCase


class TestFullDiary(DiaryCase):
    entries = ("rain", "more rain")

    def test_write(self):
        self.write("sun")
        assert self.lines() == ["rain", "more rain", "sun"]

    def test_written(self):
        assert len(self.lines()) == 2
