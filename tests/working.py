"""Functions for workers, and a program that waits for some."""

import os
import signal
import sys
import time
from pathlib import Path

from codemods.executors import executor_at, mapped


def double(number):
    return 2 * number


def fail_at_three(number):
    if number == 3:
        raise ValueError("three")
    return number


def die(number):
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(item):
    name, fatal = item
    if fatal and not Path(name).exists():
        Path(name).write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def sleep(folder):
    number = os.getpid()
    try:
        Path(folder, f"begun-{number}").touch()
        time.sleep(300)
        Path(folder, f"ended-{number}").touch()
    finally:
        Path(folder, f"cleaned-{number}").touch()


def until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def main():
    with executor_at("processes:2") as pool:
        list(mapped(pool, sleep, [sys.argv[1]] * 6))
