"""gunicorn's log through ours: what was asked without its query, who asked what is in the record."""

import re
from datetime import timedelta
from typing import Any

import structlog
from gunicorn.glogging import Logger

QUERY = re.compile(r"\?\S*")
TOKEN = re.compile(r"(?<=/m/)[^/\s]+")  # whoever knows it is let in

log = structlog.get_logger("access")


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Keeps gunicorn from writing anywhere by itself."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for own in (self.error_log, self.access_log):
            own.handlers.clear()
            own.propagate = True

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        del req
        log.info(
            "request",
            method=environ["REQUEST_METHOD"],
            path=TOKEN.sub("…", environ["PATH_INFO"]),
            status=int(str(resp.status).split(maxsplit=1)[0]),
            milliseconds=round(request_time.total_seconds() * 1000),
        )

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        super().warning(*_without_query(msg, *args), **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        super().exception(*_without_query(msg, *args), **kwargs)


def _without_query(*texts: Any) -> tuple[Any, ...]:
    return tuple(TOKEN.sub("…", QUERY.sub("", text)) if isinstance(text, str) else text for text in texts)
