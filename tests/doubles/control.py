"""The other door of a double, `/_double/...`: what a test arranges and looks up, in JSON."""

import json

from tests.doubles.double import Answer

PREFIX = "/_double/"


DEEDS = ("answer", "edit", "busy", "unknown", "bounce", "room", "deny", "open_all", "seal")


class Control:
    """Answers `/_double/...` for one double."""

    def __init__(self, double, faults, wire, requests):
        self._double, self._faults = double, faults
        self._shown = {
            "wire": wire.entries,
            "requests": requests.entries,
            "faults": faults.injected,
            "items": double.items,
        }

    def __call__(self, request):
        name = request.path.removeprefix(PREFIX)
        try:
            if request.method == "GET":
                return _json(self._shown[name]())
            self._do(name, json.loads(request.body or b"{}"))
        except (LookupError, TypeError, ValueError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)
        return _json({})

    def _do(self, name, wish):
        if name == "faults":
            self._faults.settle(**wish)
        elif name == "release":
            self._faults.release()
        elif name in (*DEEDS, *getattr(self._double, "own_deeds", ())):
            getattr(self._double, name)(**wish)
        else:
            raise LookupError(f"no such deed: {name}")


def _json(content, status=200):
    body = json.dumps(content, ensure_ascii=False, default=str).encode()
    return Answer(status, body, "application/json; charset=utf-8")
