import os
import re

import pytest


@pytest.fixture
def prepared(request):
    (name,) = re.findall(r"`(.*?)`", request.function.__doc__)
    with open(name, "w") as f:
        f.write("ready")
    yield
    os.remove(name)
