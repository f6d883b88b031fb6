import filecmp
import os


def approved(received, expected, reporter):
    if os.path.isfile(received) and os.path.isfile(expected):
        if filecmp.cmp(received, expected, shallow=False):
            os.remove(received)
            return True
    reporter(received, expected)
    return False
