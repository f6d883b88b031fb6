from pathlib import Path


class TestSummaries:
    OUT = Path("/tmp/class-constant-from-constant")
    SUMMARY = OUT / "summary.json"

    def test_summary(self):
        self.OUT.mkdir(exist_ok=True)
        self.SUMMARY.write_text("{}")
        assert self.SUMMARY.read_text() == "{}"
