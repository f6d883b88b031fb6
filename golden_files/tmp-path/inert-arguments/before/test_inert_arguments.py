import argparse


def build_parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", default="/tmp/inert-arguments/default.txt")
    parser.add_argument("files", nargs="*")
    return parser


def test_defaults():
    args = build_parser().parse_args([])
    assert args.output == "/tmp/inert-arguments/default.txt"
    assert args.files == []


def test_given(capsys):
    args = build_parser().parse_args(["--output=/tmp/inert-arguments/a.txt", "b"])
    print("writing", args.output)
    assert "/tmp/inert-arguments/a.txt" in capsys.readouterr().out
    assert args.files == ["b"]
