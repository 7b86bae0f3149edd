"""The command line, one file a command."""

from __future__ import annotations

import os
import sys

from rapallo.errors import RapalloError


def main() -> None:
    """Run the command line; a fault the user can mend is one message and exit status 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from rapallo.cli.app import app

    try:
        app()
    except RapalloError as error:
        print(f"rapallo: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
