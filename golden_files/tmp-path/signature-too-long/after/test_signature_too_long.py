def test_with_quite_a_numbr_of_fixtures(
    capsys, caplog, monkeypatch, request, recwarn, tmp_path
):
    with open(tmp_path / "signature-too-long.txt", "w") as f:
        f.write(request.node.name)
