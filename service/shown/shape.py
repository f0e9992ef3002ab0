"""How everything shown is written: moments with the local offset (RFC 3339), days as they are."""

from datetime import datetime, tzinfo
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, SerializationInfo, WithJsonSchema

LANGUAGE = "da"


class Shape(BaseModel):
    """What is shown; write it with `as_json` or `as_tree`, which know the time zone."""

    model_config = ConfigDict(frozen=True)


def _locally(moment: datetime, info: SerializationInfo) -> str:
    assert isinstance(info.context, dict)
    return moment.astimezone(info.context["zone"]).isoformat()


Local = Annotated[
    datetime,
    PlainSerializer(_locally, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]


def as_json(shape: Shape, zone: tzinfo) -> str:
    return shape.model_dump_json(context={"zone": zone})


def as_tree(shape: Shape, zone: tzinfo) -> dict[str, Any]:
    return shape.model_dump(mode="json", context={"zone": zone})
