"""What is on the shelves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    sku: str
    name: str
    quantity: int
    price: int
    """In cents."""

    @property
    def value(self):
        return self.quantity * self.price


def total_value(items):
    return sum(item.value for item in items)


def running_low(items, threshold=5):
    return [item for item in items if item.quantity < threshold]
