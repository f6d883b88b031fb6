from xunit_base_elsewhere_support import DiaryCase


class TestEmptyDiary(DiaryCase):
    def test_empty(self):
        assert self.lines() == []

    def test_write(self):
        self.write("rain")
        assert self.lines() == ["rain"]
