from codemods.suite.modules import Modules, Read

CODE = {
    "a.py": b"import lone\nshared.first()\n",
    "b.py": b"from a import shared\nfirst = shared\n",
    "c.py": b"shared = 1\n",
    "d.py": b"from a import *\nfirst()\n",
}


def modules():
    def read(raw):
        leaves = frozenset(w for w in (b"shared", b"lone") if b"import " + w in raw)
        return Read("other", raw, frozenset(), leaves, frozenset())

    return Modules({path: read(raw) for path, raw in CODE.items()}, lambda path, raw: None)


def test_the_files_that_hold_a_word_are_known_whether_one_two_or_more_do():
    found = modules()

    assert found.holders(b"lone") == {"a.py"}
    assert found.holders(b"first") == {"a.py", "b.py", "d.py"}
    assert found.holders(b"shared") == {"a.py", "b.py", "c.py"}
    assert found.holders(b"a") == {"b.py", "d.py"}
    assert found.holders(b"nowhere") == frozenset()


def test_only_what_imports_a_name_or_uses_it_behind_a_dot_can_mean_that_of_another_file():
    found = modules()

    assert found.reaching(b"first") == {"a.py", "d.py"}
    assert found.reaching(b"shared") == {"b.py"}
    assert found.reaching(b"lone") == {"a.py"}
    assert found.reaching(b"nowhere") == frozenset()
