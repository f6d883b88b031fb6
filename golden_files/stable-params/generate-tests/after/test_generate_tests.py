import os

HERE = os.path.dirname(os.path.abspath(__file__))
VERBS = {"get", "put", "post"}


def pytest_generate_tests(metafunc):
    if "verb" in metafunc.fixturenames:
        metafunc.parametrize("verb", sorted(VERBS))
    if "document" in metafunc.fixturenames:
        names = [
            name for name in sorted(os.listdir(HERE + "/documents")) if name != "c.txt"
        ]
        metafunc.parametrize("document", names)


def test_verb(verb):
    assert verb in VERBS


def test_document(document):
    assert document.endswith(".txt")
