import sys


def main(arguments):
    return len(arguments)


def entry_point():
    return main(sys.argv[1:])
