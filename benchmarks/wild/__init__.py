"""Suites from the wild: each is made safe, proved, and taken back; `python -m benchmarks.wild`."""
