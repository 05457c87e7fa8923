"""No test reads what the user who runs it has added: the data folder is an empty one."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """LAPWING_HOME is a folder of this session, for processes that tests start too."""
    before = os.environ.get("LAPWING_HOME")
    os.environ["LAPWING_HOME"] = str(tmp_path_factory.mktemp("data") / "home")
    yield
    if before is None:
        del os.environ["LAPWING_HOME"]
    else:
        os.environ["LAPWING_HOME"] = before
