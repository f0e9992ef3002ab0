"""What a municipality is called in letters, made from its plain name: København is Københavns Kommune."""

_ENDING = " kommune"
_OTHERWISE = {  # whose whole name is not the plain one and "Kommune"
    ("københavn", "da"): "Københavns Kommune",
    ("københavn", "en"): "The City of Copenhagen",
    ("bornholm", "da"): "Bornholms Regionskommune",
    ("bornholm", "en"): "The Regional Municipality of Bornholm",
    ("nordfyn", "da"): "Nordfyns Kommune",
    ("vesthimmerland", "da"): "Vesthimmerlands Kommune",
}


def municipality_in_words(name: str, language: str) -> str:
    """As the subject that begins a sentence; a name that says what it is already stays in Danish."""
    written = " ".join(name.split())
    is_whole = written.casefold().endswith(_ENDING)
    plain = written[: -len(_ENDING)] if is_whole and language != "da" else written
    known = _OTHERWISE.get((plain.casefold(), language))
    if known or (is_whole and language == "da"):
        return known or written
    return f"{plain} Municipality" if language == "en" else f"{plain} Kommune"
