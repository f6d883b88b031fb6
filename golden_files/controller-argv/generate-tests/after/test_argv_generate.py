import sys


def pytest_generate_tests(metafunc):
    argv = getattr(metafunc.config, "workerinput", {}).get("mainargv", sys.argv)
    if "word" in metafunc.fixturenames:
        metafunc.parametrize("word", ["-q", "-p"], ids=["q", "p"])
        metafunc.module.given = [word for word in argv if word.startswith("-")]


def test_word(word, request):
    assert word in request.module.given
