import pytest


class Editor:
    def __init__(self):
        self.buffers = {}


def put(self, path, text):
    self.buffers[path] = text


def opened(self, folder):
    return f"session in {folder}"


@pytest.fixture
def editor():
    setattr(Editor, "write_text_file", put)
    setattr(Editor, "open_session", opened)
    return globals()["Editor"]()


def test_a_session_starts(editor):
    assert editor.open_session(folder="/project-of-nobody") == "session in /project-of-nobody"


def test_a_buffer_is_written(editor):
    editor.write_text_file(path="/project-of-nobody/notes.txt", text="new")
    assert editor.buffers["/project-of-nobody/notes.txt"] == "new"


def test_a_buffer_is_written_anew(editor):
    editor.write_text_file(path="/project-of-nobody/notes.txt", text="old")
    editor.write_text_file(path="/project-of-nobody/notes.txt", text="new")
    assert editor.buffers == {"/project-of-nobody/notes.txt": "new"}
