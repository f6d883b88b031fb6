import os

from inventory.reports import read_stock, write_stock
from inventory.stock import Item


class TestCorrections:
    def test_names_keep_their_accents(self):
        os.makedirs("/tmp/inventory-demo/reports", exist_ok=True)
        plants = [Item("P-1", "rosé", 4, 890), Item("P-2", "café au lait", 6, 1150)]
        write_stock(plants, "/tmp/inventory-demo/reports/stock.csv")
        names = [
            item.name for item in read_stock("/tmp/inventory-demo/reports/stock.csv")
        ]
        assert names == ["rosé", "café au lait"]

    def test_a_corrected_quantity_is_read_back(self, tools):
        os.makedirs("/tmp/inventory-demo/reports", exist_ok=True)
        write_stock(tools, "/tmp/inventory-demo/reports/stock.csv")
        with open("/tmp/inventory-demo/reports/stock.csv", encoding="utf-8") as report:
            corrected = report.read().replace("pliers,3", "pliers,30")
        with open(
            "/tmp/inventory-demo/reports/stock.csv", "w", encoding="utf-8"
        ) as report:
            report.write(corrected)
        assert read_stock("/tmp/inventory-demo/reports/stock.csv")[1].quantity == 30


class TestLabels:
    def test_a_comma_in_a_name_is_no_column(self):
        folder = os.path.join("/tmp", "inventory-demo", "reports")
        os.makedirs(folder, exist_ok=True)
        screws = [
            Item(f"S-{size}", f"screws, {size} mm", 80, 15) for size in (20, 30, 40)
        ]
        write_stock(screws, f"{folder}/stock.csv")
        assert read_stock(f"{folder}/stock.csv") == screws
