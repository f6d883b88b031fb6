import os


def test_twice(tmp_path):
    calls = []
    statement_shares_line_path = tmp_path / "statement-shares-line.txt"
    calls.append(1); open(statement_shares_line_path, "w").close()
    assert os.path.exists(statement_shares_line_path)
    os.remove(statement_shares_line_path)
    assert calls == [1]
