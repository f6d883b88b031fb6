"""The command line: argv in, exit codes and words out. It composes the rooms and computes nothing.

Every heavy import stands inside the command that needs it: start-up would cost more than the scan.
"""
