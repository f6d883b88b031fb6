import os

from dataset_fetched import download_dataset


def test_download():
    download_dataset("rocks")
    assert os.path.isfile("fetched_dataset/rocks")


def test_download_again():
    assert download_dataset("rocks") == download_dataset("rocks")
    assert os.listdir("fetched_dataset")
