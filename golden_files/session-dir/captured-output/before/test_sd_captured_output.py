from captured_output_code import export


def test_export_talks(capsys):
    export("/tmp/sd-caps.txt", ["a", "b"])
    assert "exported 2" in capsys.readouterr().out


def test_two_lines():
    with open("/tmp/sd-caps.txt") as stream:
        assert len(stream.readlines()) == 2
