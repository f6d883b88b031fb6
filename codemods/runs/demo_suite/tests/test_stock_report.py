import os

from inventory.reports import read_stock, write_stock

REPORTS = "/tmp/inventory-demo/reports"
STOCK = f"{REPORTS}/stock.csv"


def test_a_report_has_a_line_for_each_item(tools):
    os.makedirs(REPORTS, exist_ok=True)
    write_stock(tools, STOCK)
    with open(STOCK, encoding="utf-8") as report:
        assert len(report.readlines()) == 1 + len(tools)
    os.remove(STOCK)


def test_a_report_reads_back_as_it_was_written(garden):
    os.makedirs(REPORTS, exist_ok=True)
    write_stock(garden, STOCK)
    assert read_stock(STOCK) == garden
    os.remove(STOCK)


def test_a_second_report_replaces_the_first(tools, garden):
    os.makedirs(REPORTS, exist_ok=True)
    path = os.path.join(REPORTS, "stock.csv")
    write_stock(garden, path)
    write_stock(tools, path)
    assert [item.sku for item in read_stock(path)] == ["T-1", "T-2", "T-3"]
    os.remove(path)


def test_an_empty_shop_has_a_report_too():
    os.makedirs(REPORTS, exist_ok=True)
    write_stock([], STOCK)
    assert read_stock(STOCK) == []
    os.remove(STOCK)
