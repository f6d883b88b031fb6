from pytest import mark, param

pytestmark = [mark.filterwarnings("error"), mark.xdist_group("scanner")]


@mark.parametrize("page", [param(1, marks=mark.xdist_group("scanner")), 2])
def test_page(page):
    assert page
