import re

import pytest


@pytest.fixture
def prepared(request, tmp_path):
    (name,) = re.findall(r"`(.*?)`", request.function.__doc__)
    path = tmp_path / name
    path.write_text("ready")
    return path
