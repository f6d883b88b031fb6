import os
import zipfile

from inventory.reports import archive, write_stock, write_summary


def test_the_archive_holds_all_reports(exports, tools):
    write_stock(tools, os.path.join(exports, "stock.csv"))
    write_summary(tools, os.path.join(exports, "summary.json"))
    with zipfile.ZipFile(archive(exports)) as bundle:
        assert bundle.namelist() == ["stock.csv", "summary.json"]


def test_the_archive_leaves_itself_out(exports, garden):
    write_summary(garden, f"{exports}/summary.json")
    archive(exports)
    with zipfile.ZipFile(archive(exports)) as bundle:
        assert bundle.namelist() == ["summary.json"]


def test_a_report_is_packed_as_it_is(exports, garden):
    write_stock(garden, f"{exports}/garden.csv")
    with zipfile.ZipFile(archive(exports)) as bundle:
        packed = bundle.read("garden.csv").decode("utf-8")
    assert packed.splitlines()[-1] == "G-4,gloves,31,450"
