"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from rapallo.errors import RapalloError
from rapallo.states import UnknownState
from rapallo.web.desk import BusyError

MEDIA = "application/problem+json"


class Problem(BaseModel):
    """What went wrong."""

    type: str = Field("about:blank", description="A URI for the kind of problem.")
    title: str = Field(description="The kind of problem.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(
        description="What is wrong, and what would be right.",
        examples=["no state goes by 'Chinna'; did you mean China?"],
    )


class ProblemResponse(JSONResponse):
    """A response of type ``application/problem+json``."""

    media_type = MEDIA


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None
) -> ProblemResponse:
    """Return a problem as a response."""
    said = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail
    )
    return ProblemResponse(said.model_dump(), status, dict(headers or {}))


def status_of(error: Exception) -> int:
    """Return the status that an error of the user's or the server's stands for."""
    if isinstance(error, BusyError):
        return 503
    if isinstance(error, UnknownState):
        return 404
    return 422 if isinstance(error, RapalloError) else 500


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the API's description says of responses that are problems."""
    schema = Problem.model_json_schema()
    return {
        status: {
            "description": _WHY[status],
            "content": {MEDIA: {"schema": schema}},
            **({"headers": _RETRY} if status == 503 else {}),
        }
        for status in statuses
    }


_WHY = {
    404: "No state, source or page goes by that name.",
    405: "Nothing here can be changed.",
    413: "The request is too large.",
    414: "The address is too long.",
    422: "What was asked cannot be answered; the detail says why and what would do.",
    503: "Too much is being computed, or this takes long; ask again after `Retry-After` seconds.",
}
_RETRY = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
