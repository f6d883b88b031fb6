from shouter_inner_function import keep


def test_letters_are_changed(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def shout(text):
        return text.upper()

    assert keep(shout, "hello") == "HELLO"


def test_letters_are_turned(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    # the other way round
    def turn(text):
        return text[::-1]

    assert keep(turn, "hello") == "olleh"
