import argparse
import sys


def parsed(words):
    parser = argparse.ArgumentParser()
    parser.add_argument("-q", action="store_true")
    return parser.parse_known_args(words)[0]


def test_parsed():
    assert parsed(sys.argv[1:]).q
