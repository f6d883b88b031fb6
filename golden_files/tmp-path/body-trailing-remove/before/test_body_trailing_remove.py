import os
import wave


def write_tone(fname, frames, rate=8000):
    with wave.open(fname, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(1)
        w.setframerate(rate)
        w.writeframes(bytes(frames))


def test_frames():
    fname = "foghorn.wav"
    write_tone(fname, 400)
    with wave.open(fname) as w:
        assert w.getnframes() == 400
    os.remove(fname)  # clean up


def test_rate():
    fname = "foghorn.wav"
    write_tone(fname, 10, rate=44100)
    with wave.open(fname) as w:
        assert w.getframerate() == 44100
    # remove the file again
    os.remove(fname)
