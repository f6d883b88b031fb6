import os

pytest_plugins = ["pytester"]


def test_inner_run(pytester):
    pytester.makepyfile(
        """
        def test_inner():
            with open("inner-result.txt", "w") as f:
                f.write("ok")
        """
    )
    result = pytester.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    assert os.path.exists("inner-result.txt")


def test_relative_ini(pytester):
    with open("crane.ini", "w") as f:
        f.write("[crane]\nload = 5\n")
    assert (pytester.path / "crane.ini").exists()
    os.remove("crane.ini")
