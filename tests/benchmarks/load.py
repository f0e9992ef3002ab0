"""Pages asked for at a steady rate over the network, whatever they take, beside a constant one in the same run."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from statistics import median
from threading import Event
from time import monotonic

import requests
from whole_house import CSRF

CONSTANT = "/healthz"
PAGES = {"desk": "/", "readiness": "/readiness"}
A_SECOND = 20  # of all pages together; a constant one comes between every two
SECONDS, ROUNDS = 15, 3
MOST_SECONDS = 0.5  # a view; what takes longer can't be asked so often by one process
CLIENTS = 32


@dataclass(frozen=True)
class Waited:
    """The median of three rounds' 99th percentiles, in milliseconds of wall, and of the constant page beside it."""

    page: float
    constant: float

    @property
    def ratio(self):
        return self.page / self.constant


def waits(url):
    """By page; where a single view takes too long, how many seconds it took instead of what was waited."""
    session = logged_in(url)
    cookie = session.cookies.get_dict()
    alone = {name: _one(session, url + address) for name, address in PAGES.items()}
    asked = {name: url + address for name, address in PAGES.items() if alone[name] <= MOST_SECONDS}
    rounds = [_round(asked, url + CONSTANT, cookie) for _ in range(ROUNDS)] if asked else []
    found = {}
    for name in PAGES:
        if name in asked:
            percentiles = [(p99(one[name]), p99(one[CONSTANT])) for one in rounds]
            found[name] = Waited(*(median(each) * 1000 for each in zip(*percentiles, strict=True)))
        else:
            found[name] = alone[name]
    return found


def logged_in(url):
    session = requests.Session()
    token = CSRF.search(session.get(f"{url}/login").text).group(1)
    session.post(f"{url}/login", data={"csrf_token": token, "role": "secretariat"}, headers={"Origin": url})
    return session


def p99(seconds):
    return sorted(seconds)[ceil(len(seconds) * 0.99) - 1]


def _one(session, address):
    session.get(address)
    began = monotonic()
    assert session.get(address).status_code == 200, address
    return monotonic() - began


def _round(asked, constant, cookie):
    """Seconds by page, each from the moment at which it was to be asked for."""
    names, began = list(asked), monotonic()
    sessions = _Sessions(cookie)
    with ThreadPoolExecutor(CLIENTS) as clients:
        sent = []
        for number in range(A_SECOND * SECONDS):
            at = began + number / A_SECOND
            _wait_until(at)
            name = names[number % len(names)]
            sent.append((name, clients.submit(sessions.ask, asked[name], at)))
            if number % 2:
                between = at + 0.5 / A_SECOND
                _wait_until(between)
                sent.append((CONSTANT, clients.submit(sessions.ask, constant, between)))
    found = {name: [] for name in (*names, CONSTANT)}
    for name, answer in sent:
        found[name].append(answer.result())
    return found


class _Sessions:
    """Lines that are kept open and lent to whoever asks next."""

    def __init__(self, cookie):
        self.cookie, self.idle = cookie, []

    def ask(self, address, at):
        with self._line() as session:
            answer = session.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return monotonic() - at

    @contextlib.contextmanager
    def _line(self):
        try:
            session = self.idle.pop()
        except IndexError:
            session = requests.Session()
            session.cookies.update(self.cookie)
        yield session
        self.idle.append(session)


def _wait_until(moment):
    if moment > monotonic():
        Event().wait(moment - monotonic())
