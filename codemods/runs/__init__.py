"""Runs a suite as a child of this process and compares outcomes; knows no hazard and no fix.

Never imports the project under test nor pytest: what has to happen inside the project's Python is
in ``reporter.py``, which is handed over as a file.
"""
