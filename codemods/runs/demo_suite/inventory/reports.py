"""Reports as files: the stock as CSV, a summary as JSON, and an archive of both."""

import csv
import json
import os
import time
import zipfile

from inventory.stock import Item, running_low, total_value

PAGE = 0.02
"""Seconds that the warehouse takes to answer for one item."""


def write_stock(items, path):
    """Write one line for each item, as the warehouse answers."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["sku", "name", "quantity", "price"])
        for item in items:
            time.sleep(PAGE)
            writer.writerow([item.sku, item.name, item.quantity, item.price])
            file.flush()


def read_stock(path):
    """Read a report of the stock back."""
    with open(path, newline="", encoding="utf-8") as file:
        return [
            Item(row["sku"], row["name"], int(row["quantity"]), int(row["price"]))
            for row in csv.DictReader(file)
        ]


def write_summary(items, path):
    """Write what the shop is worth, and what has to be ordered."""
    summary = {
        "items": len(items),
        "value": total_value(items),
        "order": [item.sku for item in running_low(items)],
    }
    time.sleep(PAGE)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(summary, file, indent=2)
        time.sleep(PAGE)


def read_summary(path):
    """Read a summary back."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def archive(folder):
    """Pack all reports of a folder into ``reports.zip`` in it, and return its path."""
    target = os.path.join(folder, "reports.zip")
    with zipfile.ZipFile(target, "w") as bundle:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".zip"):
                time.sleep(PAGE)
                bundle.write(os.path.join(folder, name), name)
    return target
