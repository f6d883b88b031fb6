from multiprocessing.shared_memory import SharedMemory

import pytest


@pytest.fixture
def board(shared_memory):
    memory = SharedMemory(name=shared_memory, create=True, size=64)
    yield memory
    memory.close()
    memory.unlink()


def test_chalk(board):
    for number in range(64):
        board.buf[number] = number
    assert bytes(board.buf[:64]) == bytes(range(64))


def test_clean(board):
    assert not any(board.buf[:64])
