def test_write_then_read(tmp_path):
    scratchpad_path = tmp_path / 'scratchpad'
    with open(scratchpad_path, 'w') as f:
        f.write('crow\nrook\n')
    with open(scratchpad_path) as f:
        assert f.read().split() == ['crow', 'rook']


def test_append(tmp_path):
    scratchpad_path = tmp_path / 'scratchpad'
    with open(scratchpad_path, 'w') as f:
        f.write('crow\n')
    with open(scratchpad_path, 'a') as f:
        f.write('jay\n')
    assert len(open(scratchpad_path).readlines()) == 2
