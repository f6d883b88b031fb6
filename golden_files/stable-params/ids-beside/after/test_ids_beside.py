import pytest

TOWNS = {"bergen", "oslo", "tromso"}
LABELS = [town.title() for town in sorted(TOWNS)]


@pytest.mark.parametrize("town", sorted(TOWNS), ids=LABELS)
def test_label(town, request):
    assert request.node.name == f"test_label[{town.title()}]"


@pytest.mark.parametrize("town", sorted(TOWNS), ids=sorted(TOWNS))
def test_copied(town, request):
    assert request.node.name == f"test_copied[{town}]"


@pytest.mark.parametrize("town", sorted(TOWNS), ids=str.upper)
def test_function(town, request):
    assert town.upper() in request.node.name


@pytest.mark.parametrize("town, label", zip(sorted(TOWNS), LABELS))
def test_pair(town, label):
    assert town.title() == label
