"""Which revision a call names: that of what it is about, as it stands when the call is made."""

from tests.disorder.finding import case_of, row_of

NOBODY = ("", "")


def revised(route, keys, rows):
    """The table and key of the row whose revision the body names; of a row that is not there yet it is 0."""
    found = (of(route.path, keys, rows) for of in (_of_papers, _of_answers, _of_letters, _of_days, _of_clock))
    return next((one for one in found if one), None) or _of_its_own(route, keys, rows)


def _of_papers(path, keys, rows):
    case, meeting = case_of(keys, rows), keys.get("meeting")
    if "/minutes/" in path and case:
        return _first("case_minutes", rows, case_id=case["id"], meeting_id=meeting)
    if "/minutes/" in path:
        return _first("minutes", rows, meeting_id=meeting)
    return _newest("agenda", rows, meeting_id=meeting) if "/agenda/" in path else None


def _of_answers(path, keys, rows):
    return (
        _newest("answer", rows, lookup_id=keys["lookup"])
        if "lookup" in keys and "/redactions" in path
        else None
    )


def _of_letters(path, keys, rows):
    case = case_of(keys, rows)
    return ("case", case["id"]) if case and "/letter" in path else None


def _of_days(_path, keys, rows):
    days = [key for key, row in rows["day_off"].items() if row["on"].isoformat() == keys.get("on")]
    return ("day_off", days[0]) if days else None


def _of_clock(_path, keys, rows):
    if "message_id" in keys:
        return "message", keys["message_id"]
    return _first("outage_notice", rows, outage_id=keys["outage"]) if "outage" in keys else None


def _of_its_own(route, keys, rows):
    found = ((table, key) for table, key, row in row_of(route, keys, rows) if "revision" in row)
    return next(found, NOBODY)


def _first(table, rows, **of):
    found = [key for key, row in rows[table].items() if all(row[k] == v for k, v in of.items())]
    return (table, found[0]) if found else (table, "nobody")


def _newest(table, rows, **of):
    found = [
        (row["version"], key) for key, row in rows[table].items() if all(row[k] == v for k, v in of.items())
    ]
    return (table, max(found)[1]) if found else (table, "nobody")
