import os


def test_write_then_read():
    with open('scratchpad', 'w') as f:
        f.write('crow\nrook\n')
    with open('scratchpad') as f:
        assert f.read().split() == ['crow', 'rook']
    os.remove('scratchpad')


def test_append():
    with open('scratchpad', 'w') as f:
        f.write('crow\n')
    with open('scratchpad', 'a') as f:
        f.write('jay\n')
    assert len(open('scratchpad').readlines()) == 2
    os.remove('scratchpad')
