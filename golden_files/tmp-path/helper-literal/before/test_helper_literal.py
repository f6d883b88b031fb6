import os
import textwrap


def write_config(text):
    with open("weaver.toml", "w") as f:
        f.write(textwrap.dedent(text))


def read_config():
    with open("weaver.toml") as f:
        return dict(line.strip().split(" = ") for line in f if " = " in line)


def test_one_key():
    write_config(
        """\
        width = 90
        """
    )
    assert read_config() == {"width": "90"}
    os.remove("weaver.toml")


def test_no_keys():
    write_config("# nothing here\n")
    assert read_config() == {}
    os.remove("weaver.toml")


def test_last_wins():
    write_config("width = 90\nwidth = 120\n")
    assert read_config()["width"] == "120"
    os.remove("weaver.toml")
