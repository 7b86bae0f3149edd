"""`rapallo serve`: its address, a port in use, and a clean stop."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from rapallo.cli.serve import listen
from rapallo.errors import RapalloError

RUN = "import typer; from rapallo.cli.serve import serve; typer.run(serve)"


def test_it_says_where_it_is_answers_and_stops_on_ctrl_c(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found is not None, said
        with urllib.request.urlopen(found.group(), timeout=10) as answer:
            assert answer.status == 200
            assert b"Is an alliance between two states in the making?" in answer.read()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert process.returncode == 0
        assert "Stopped." in out
        assert "Traceback" not in err
    finally:
        process.kill()


def test_a_port_in_use_is_one_clear_message() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RapalloError, match=f"port {port} is in use; give another with --port"):
            listen("127.0.0.1", port)


def test_it_listens_on_this_machine_only_unless_told() -> None:
    with listen("127.0.0.1", 0) as own:
        assert own.getsockname()[0] == "127.0.0.1"
    with pytest.raises(RapalloError, match=r"cannot listen on 203\.0\.113\.7"):
        listen("203.0.113.7", 0)
