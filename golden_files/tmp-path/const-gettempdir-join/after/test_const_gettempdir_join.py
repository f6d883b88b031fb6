import json
import os


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


def test_off_at_first(tmp_path):
    assert not Lamp(str(tmp_path / "const_gettempdir_state.json")).on


def test_switch(tmp_path):
    state = str(tmp_path / "const_gettempdir_state.json")
    Lamp(state).switch()
    assert Lamp(state).on


def test_switch_twice(tmp_path):
    lamp = Lamp(state_file=tmp_path / "const_gettempdir_state.json")
    lamp.switch()
    lamp.switch()
    assert not lamp.on
