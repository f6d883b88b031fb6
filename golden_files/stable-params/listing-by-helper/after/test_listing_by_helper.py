import pytest
from listing_helpers import every_document, every_pair, long_documents


@pytest.mark.parametrize("document", every_document())
def test_document(document):
    assert document.exists()


@pytest.mark.parametrize("name, text", every_pair())
def test_pair(name, text):
    assert name in text


@pytest.mark.parametrize("document", long_documents(3))
def test_long(document):
    assert document.endswith(".txt")
