"""Nobodies: citizens who can't be alive, each with a word that stands nowhere else, and what people write."""

from dataclasses import dataclass
from datetime import date

LETTERS = (
    "Alfa",
    "Beta",
    "Gamma",
    "Delta",
    "Epsilon",
    "Zeta",
    "Eta",
    "Theta",
    "Iota",
    "Kappa",
    "Lambda",
    "My",
)
SECRET = "Skyggeord"  # stands in everything that is to be sealed, and must be read nowhere else
OPEN_WORDS = (
    "Lokalet er optaget",
    "Der er ikke tid",
    "Vi ses en anden dag",
    "Nyt fra sekretariatet",
    "Æ",
    "  ",
    "Tak for sidst; vi vender tilbage.",
)


@dataclass(frozen=True)
class Person:
    mark: str
    name: str
    cpr: str
    born_on: str

    def document(self, random):
        """As somebody writes them down: by number or by date of birth, spelt in more ways than one."""
        written = {"name": self.name, "municipality": random.choice(["København"] * 9 + ["Aarhus"])}
        if random.random() < 0.1:
            written["name"] = self.name.upper()
        if random.random() < 0.2:
            written["is_protected"] = random.random() < 0.6
        return {**written, "cpr": self.cpr} if self.cpr else {**written, "born_on": self.born_on}


def persons(year):
    """Six who were born long ago, and six made up today, four of them children."""
    made = []
    for number, letter in enumerate(LETTERS):
        mark = f"{letter}kanin"
        if number < 6:
            made.append(Person(mark, f"Testa {mark} Prøvesen", f"{number + 11:02}0290-5{number:03}", ""))
        else:
            born = date(year - (8, 13, 16, 17, 40, 61)[number - 6], number, 7 + number)
            made.append(Person(mark, f"Prøve {mark}", "", born.isoformat()))
    return tuple(made)


def marks(year):
    return (SECRET, *(one.mark for one in persons(year)))
