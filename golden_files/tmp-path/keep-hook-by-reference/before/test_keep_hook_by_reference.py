import os

from keep_hook_machine import Machine, on

MARKER = "/tmp/keep-hook-marker"


def leave_marker():
    with open(MARKER, "w") as f:
        f.write("done")


on("done", leave_marker)


def teardown_function():
    if os.path.exists(MARKER):
        os.remove(MARKER)


def test_hook():
    Machine().go("done")
    assert os.path.getsize(MARKER) == 4


def test_no_hook():
    machine = Machine()
    machine.go("busy")
    assert machine.state == "busy"
