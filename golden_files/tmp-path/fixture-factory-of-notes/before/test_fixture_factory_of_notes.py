import os
import shutil

import pytest


def find(folder, word):
    """Names of the notes that have the word."""
    hits = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as note:
            if word in note.read().split():
                hits.append(name)
    return hits


@pytest.fixture
def make_notes(request):
    folder = os.path.join(os.path.dirname(__file__), "fixture_factory_notes")

    def cleanup():
        shutil.rmtree(folder)

    def factory(**notes):
        if not os.path.isdir(folder):
            os.mkdir(folder)
            request.addfinalizer(cleanup)
        for name, text in notes.items():
            with open(os.path.join(folder, name + ".txt"), "w") as note:
                note.write(text)
        return folder

    return factory


def test_find_one(make_notes):
    folder = make_notes(monday="buy milk", tuesday="sell cow")
    assert find(folder, "milk") == ["monday.txt"]


def test_find_none(make_notes):
    assert find(make_notes(monday="buttermilk"), "milk") == []


def test_find_after_change(make_notes):
    make_notes(monday="rest")
    assert find(make_notes(monday="work"), "work") == ["monday.txt"]
