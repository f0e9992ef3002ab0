"""The settings of a plainly made-up unit of another town, and what would betray whose defaults it started from."""

import re

SETTINGS = """\
[cases]
body = "borgerenheden"
municipality = "Odense"
reference_prefix = "OD-"
police_party = "odins_politi"
not_asked_for_children_under_15 = ["aaens_friplads"]

[forum]
body = "dialograad"

[letters]
sender = "Prøvestedet, Odense Kommune"
contact = "tlf. 00 00 00 00"

[parties]
boernehjoernet = "Børnehjørnet"
odins_politi = "Odins Politi, de forebyggende"
aaens_friplads = "Åens Friplads"
arbejdslauget = "Arbejdslauget ved Åen"
skoletoget = "Skoletoget"
sundhedshuset = "Sundhedshuset"

[bodies.koordineringsenheden]
active = false

[bodies.medborgerforum]
active = false

[bodies.borgerenheden]
name = "Borgerenheden"
series = { rule = "even_weeks", weekday = "wednesday", starts = "13:00", ends = "15:00" }

[bodies.borgerenheden.lead_times]
cut_off = { working_days = -5, at = "15:00" }
answers_due = { working_days = -3, at = "10:00" }
agenda_due = { working_days = -1, at = "12:00" }
minutes_due = { working_days = 4, at = "16:00" }

[bodies.dialograad]
name = "Dialogråd Syd"
series = { rule = "nth_weekday", weekday = "monday", nth = 1, months = [3, 9], starts = "16:30", ends = "18:30" }

[bodies.dialograad.lead_times]
cut_off = { working_days = -15, at = "12:00" }
agenda_due = { working_days = -8, at = "12:00" }
minutes_due = { working_days = 8, at = "16:00" }
"""
POLICE, ONE_MORE = "odins_politi", "sundhedshuset"  # the latter has no part among the default parties

_TRACES = re.compile(
    r"vink(?!el)|københavn|k(?:oe|o)benhavn|copenhagen|koordineringsenhed|medborgerforum|ssp københavn"
    r"|socialforvaltning|kriminalpræventive sektion|kriminalforsorg|beskæftigelses- og integration",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"KE-[0-9]")
_NEUTRAL = re.compile(  # the time zone of all Denmark, and the one choice among 98 municipalities
    r'Europe/Copenhagen|<option value="København"></option>'
)


def traces(text):
    """What of it speaks of the town whose settings are the defaults, each with the words around it."""
    read = _NEUTRAL.sub("", text)
    found = [*_TRACES.finditer(read), *_REFERENCE.finditer(read)]
    return sorted({" ".join(read[max(each.start() - 40, 0) : each.end() + 40].split()) for each in found})
