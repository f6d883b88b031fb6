from unittest.mock import MagicMock, patch

import uploads_that_clear
from uploads_that_clear import first_of, upload


def test_an_object_is_listed():
    listing = MagicMock()
    listing.return_value = ["some_cleared/object"]
    assert first_of(listing) == "some_cleared/object"


def test_the_path_of_another_is_given_back():
    with patch("uploads_that_clear.first_of", return_value="some_cleared/path.py"):
        assert uploads_that_clear.first_of(None)


def test_a_log_is_uploaded():
    assert upload("some_cleared/path.log") == "some_cleared/path.log"
