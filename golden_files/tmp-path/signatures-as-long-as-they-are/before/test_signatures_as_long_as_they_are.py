import os

import pytest


@pytest.fixture
def first_number():
    return 1


@pytest.fixture
def second_number():
    return 2


def test_sums_that_are_told_to_nobody_else_in_a_line_that_is_long(first_number, second_number):
    assert first_number + second_number == 3


def test_a_sum_that_is_written_down_and_read_again(first_number, second_number):
    with open("sum_of_two.txt", "w") as file:
        file.write(str(first_number + second_number))
    with open("sum_of_two.txt") as file:
        assert file.read() == "3"
    os.remove("sum_of_two.txt")
