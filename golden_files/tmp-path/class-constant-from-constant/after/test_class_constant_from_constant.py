class TestSummaries:
    def test_summary(self, tmp_path):
        summary = tmp_path / "summary.json"
        summary.write_text("{}")
        assert summary.read_text() == "{}"
