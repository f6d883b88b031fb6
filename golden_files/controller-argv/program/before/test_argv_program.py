import argparse
import os
import sys


def test_program():
    assert argparse.ArgumentParser().prog in (os.path.basename(sys.argv[0]), "python -m pytest")
