"""The process that reads pages: replaced when it dies, fails or has served long enough; gone when its parent is."""

import subprocess
import sys
import time

import psutil
import pytest

from dateline.sources import child
from dateline.sources.child import Helper
from dateline.sources.limits import Limits
from dateline.sources.refused import RefusedError
from tests.sources.made import TEXT, page

LIMITS = Limits()


def pid(helper: Helper) -> int:
    assert helper._process is not None
    return helper._process.pid


def test_one_process_serves_many_requests_and_ends_with_its_helper() -> None:
    helper = Helper()
    pids = set()
    for _ in range(3):
        assert helper.ask("html", page(), LIMITS)["text"] == TEXT
        pids.add(pid(helper))
    (only,) = pids
    helper.close()
    assert not psutil.pid_exists(only)
    helper.close()


def test_a_process_is_replaced_after_so_many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_SERVED_AT_MOST", 2)
    helper = Helper()
    pids = []
    for _ in range(4):
        helper.ask("html", page(), LIMITS)
        pids.append(pid(helper))
    helper.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_process_that_was_killed_costs_one_request() -> None:
    helper = Helper()
    helper.ask("html", page(), LIMITS)
    psutil.Process(pid(helper)).kill()
    with pytest.raises(RefusedError, match="broke the library"):
        helper.ask("html", page(), LIMITS)
    assert helper.ask("html", page(), LIMITS)["text"] == TEXT
    helper.close()


def test_a_library_that_fails_is_named_in_the_refusal() -> None:
    helper = Helper()
    with pytest.raises(RefusedError, match=r"the library that reads it failed \(\w+"):
        helper.ask("pdf", b"%PDF-1.4 rubbish", LIMITS)
    helper.close()


def test_the_process_does_not_outlive_a_parent_that_was_killed() -> None:
    code = (
        "import time\nfrom dateline.sources.child import Helper\nfrom dateline.sources.limits import Limits\n"
        "h = Helper()\nh.ask('html', b'<html><p>a</p></html>', Limits())\n"
        "print(h._process.pid, flush=True)\ntime.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    orphan = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    for _ in range(200):
        if not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    pytest.fail("the helper process is still there")
