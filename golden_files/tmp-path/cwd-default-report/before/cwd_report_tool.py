"""Counts words and writes a report."""
import collections
import json

DEFAULT = "cwd_report.json"


def main(words, report=None):
    counts = collections.Counter(words)
    with open(report or DEFAULT, "w") as f:
        json.dump(counts, f)
    return 0 if counts else 1
