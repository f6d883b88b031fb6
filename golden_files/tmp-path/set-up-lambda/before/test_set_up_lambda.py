from pathlib import Path

setup_function = lambda function: Path("set_up_lambda.ini").write_text("[base]")


def test_adds():
    with open("set_up_lambda.ini", "a") as out:
        out.write("x")
    with open("set_up_lambda.ini") as source:
        assert source.read().startswith("[base]")
