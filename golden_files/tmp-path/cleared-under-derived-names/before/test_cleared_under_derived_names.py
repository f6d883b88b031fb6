import os

from recorder_derived import record


def test_the_length_is_told():
    assert record("greeting") == 8
    sound = "tapes_derived/greeting.mp3"
    log = sound + ".log"
    for name in [sound, log]:
        if os.path.exists(name):
            os.remove(name)
