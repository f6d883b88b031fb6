import os

from context_object_places import InPlace, Place


def test_in_place():
    with InPlace() as place:
        with open("context_in.txt", "w") as file:
            file.write("in")
        assert os.listdir(place) == ["context_in.txt"]


def test_in_place_again():
    with InPlace() as place:
        with open("context_in.txt", "w") as file:
            file.write("in again")
        assert os.listdir(place) == ["context_in.txt"]


def test_beside():
    with Place() as place:
        with open(os.path.join(place, "context_beside.txt"), "w") as file:
            file.write("beside")
        assert os.listdir(place) == ["context_beside.txt"]
