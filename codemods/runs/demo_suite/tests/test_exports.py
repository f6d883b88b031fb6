import os

from inventory.reports import read_stock, read_summary, write_stock, write_summary


def test_stock_and_summary_agree(exports, garden):
    stock = os.path.join(exports, "stock.csv")
    summary = os.path.join(exports, "summary.json")
    write_stock(garden, stock)
    write_summary(read_stock(stock), summary)
    assert read_summary(summary)["items"] == len(garden)


def test_an_export_is_complete_when_it_returns(exports, tools):
    write_stock(tools, os.path.join(exports, "stock.csv"))
    assert os.listdir(exports) == ["stock.csv"]


def test_departments_are_exported_apart(exports, tools, garden):
    write_stock(tools, f"{exports}/tools.csv")
    write_stock(garden, f"{exports}/garden.csv")
    assert sorted(os.listdir(exports)) == ["garden.csv", "tools.csv"]
