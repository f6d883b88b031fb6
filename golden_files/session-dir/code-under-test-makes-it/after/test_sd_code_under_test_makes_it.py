import pytest

from code_under_test_makes_it_code import load, save


@pytest.fixture(scope="session")
def sd_product_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-product") / "sd-product.json"
    save(path, [1, 2, 3])
    return path


def test_save(sd_product_path):
    assert load(sd_product_path) == [1, 2, 3]


def test_load(sd_product_path):
    assert load(sd_product_path)[0] == 1
