from unittest import mock


class Uploader:
    def __init__(self, client):
        self.client = client

    def upload(self, path):
        self.client.put(path, bucket="b")


def test_upload_calls_client():
    client = mock.Mock()
    Uploader(client).upload("/tmp/inert-mock-argument/report.pdf")
    client.put.assert_called_once_with(
        "/tmp/inert-mock-argument/report.pdf", bucket="b"
    )
