import shutil
import tempfile
from pathlib import Path

import pytest

from inventory.reports import read_summary, write_summary

SUMMARIES = Path(tempfile.gettempdir()) / "inventory-demo-summaries"


class TestValue:
    def test_it_counts_every_piece(self, tools):
        SUMMARIES.mkdir(parents=True, exist_ok=True)
        write_summary(tools, SUMMARIES / "summary.json")
        assert read_summary(SUMMARIES / "summary.json")["value"] == 44025
        shutil.rmtree(SUMMARIES)

    def test_an_empty_shop_is_worth_nothing(self):
        SUMMARIES.mkdir(parents=True, exist_ok=True)
        write_summary([], SUMMARIES / "summary.json")
        assert read_summary(SUMMARIES / "summary.json")["value"] == 0
        shutil.rmtree(SUMMARIES)


class TestOrders:
    def test_what_runs_low_is_ordered(self, garden):
        SUMMARIES.mkdir(parents=True, exist_ok=True)
        write_summary(garden, SUMMARIES / "summary.json")
        assert read_summary(SUMMARIES / "summary.json")["order"] == ["G-1", "G-3"]
        shutil.rmtree(SUMMARIES)

    @pytest.mark.parametrize("quantity", [1, 4])
    def test_full_shelves_are_left_alone(self, tools, quantity):
        SUMMARIES.mkdir(parents=True, exist_ok=True)
        full = [item for item in tools if item.quantity > quantity]
        write_summary(full, SUMMARIES / "summary.json")
        assert read_summary(SUMMARIES / "summary.json")["items"] == len(full)
        shutil.rmtree(SUMMARIES)
