import sys
from unittest import mock

import mock_program


def test_asserted():
    with mock.patch("mock_program.main") as main:
        mock_program.entry_point()
    main.assert_called_once_with(sys.argv[1:])


def test_listed():
    with mock.patch("mock_program.main") as main:
        mock_program.entry_point()
    assert main.mock_calls == [mock.call(sys.argv[1:])]
