import json
import os
import tempfile

import pytest

STATE = os.path.join(tempfile.gettempdir(), "const_gettempdir_state.json")


class Lamp:
    def __init__(self, state_file):
        self.state_file = state_file

    @property
    def on(self):
        if not os.path.exists(self.state_file):
            return False
        with open(self.state_file) as f:
            return json.load(f)["on"]

    def switch(self):
        on = not self.on
        with open(self.state_file, "w") as f:
            json.dump({"on": on}, f)


@pytest.fixture(autouse=True)
def clean_state():
    yield
    if os.path.exists(STATE):
        os.remove(STATE)


def test_off_at_first():
    assert not Lamp(STATE).on


def test_switch():
    Lamp(STATE).switch()
    assert Lamp(STATE).on


def test_switch_twice():
    lamp = Lamp(state_file=STATE)
    lamp.switch()
    lamp.switch()
    assert not lamp.on
