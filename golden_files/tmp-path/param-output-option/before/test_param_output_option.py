import argparse
import os

import pytest


def main(argv):
    parser = argparse.ArgumentParser(prog="rot13")
    parser.add_argument("text")
    parser.add_argument("-o", "--output", required=True)
    args = parser.parse_args(argv)
    table = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
    with open(args.output, "w") as f:
        f.write(args.text.translate(table))


@pytest.mark.parametrize("argv", [
    ["abc", "-o", "param_option_out.txt"],
    ["-o", "param_option_out.txt", "abc"],
    ["abc", "--output", "param_option_out.txt"],
])
def test_output(argv):
    main(argv)
    with open("param_option_out.txt") as f:
        assert f.read() == "nop"
    os.remove("param_option_out.txt")


@pytest.mark.parametrize("argv", [[], ["abc"], ["-o", "param_option_out.txt"]])
def test_usage(argv):
    with pytest.raises(SystemExit):
        main(argv)
