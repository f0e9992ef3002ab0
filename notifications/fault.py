"""What went wrong with a message, in the words of whoever is to do something about it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

# The carriers' own phrases, by how they begin.
PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                "lease_ended": "Tjenesten blev afbrudt, mens beskeden blev sendt",
                "the carrier sent nothing": "Intet blev sendt; det prøves igen",
                "the carrier did not say": "Det vides ikke, om beskeden gik ud",
                "the server broke off before it said": "Serveren svarede ikke, om den tog beskeden",
                "the server's last word is no answer": "Serveren svarede ikke, om den tog beskeden",
                "the server cannot be reached": "Serveren kan ikke nås",
                "the server offers no STARTTLS": "Serveren tilbyder ingen kryptering",
                "the server offers no way to authenticate": "Serveren tilbyder ingen kendt måde at logge ind på",
                "the server does not let the user in": "Serveren lukker ikke brugeren ind",
                "the server's certificate does not hold": "Serverens certifikat gælder ikke",
                "ErrorInvalidRecipient": "Serveren kender ikke modtagerens adresse",
                "ErrorInvalidSmtpAddress": "Serveren kender ikke modtagerens adresse",
                "ErrorNonExistentMailbox": "Postkassen findes ikke på serveren",
                "ErrorMissingRecipients": "Serveren så ingen modtagere",
                "the server refuses the service's login": "Serveren afviser tjenestens login",
                "the service may not act": "Tjenesten må ikke bruge indkalderens postkasse",
                "the organiser's mailbox is full": "Indkalderens postkasse er fuld eller må ikke sende mere",
                "there is no EWS at this address": "Der er ingen Exchange på adressen",
                "the server is busy": "Serveren har travlt; det prøves igen",
                "the server asks for fewer requests": "Serveren har travlt; det prøves igen",
                "the server could not take it now": "Serveren kunne ikke tage imod nu; det prøves igen",
                "the server can't be reached": "Serveren kan ikke nås",
                "the server keeps no mark": "Serveren gemmer ikke det mærke, aftalen skal findes igen på",
                "the server stored it and failed": "Serveren gemte den, men kunne ikke sende den",
                "the server has failed to mail it": "Serveren har flere gange ikke kunnet sende den",
                "somebody changed the entry": "Aftalen er ændret i kalenderen: overtag det, eller sæt tilbage",
                "the entry was made under another": "Aftalen hører ikke til prøven: en prøve har sin egen database",
                "Graph can't be reached": "Microsoft Graph kan ikke nås",
                "Graph asks to wait": "Microsoft Graph har travlt; det prøves igen",
                "it was begun over the channel": "Mødet er begyndt over en kanal, som ikke er sat op længere",
                "no encrypted connection": "Der kunne ikke laves en krypteret forbindelse",
                "it would have borne personal data": "Beskeden ville have båret personoplysninger og blev standset",
                "it cannot be put into": "Beskeden kunne ikke skrives",
                "no longer true when its moment came": "Det gjaldt ikke længere, da beskeden skulle sendes",
            }
        ),
        "en": MappingProxyType(
            {
                "lease_ended": "The service broke off while the message was being sent",
                "the carrier sent nothing": "Nothing was sent; it will be tried again",
                "the carrier did not say": "Nobody knows whether the message went out",
                "the server broke off before it said": "The server did not say whether it took the message",
                "the server's last word is no answer": "The server did not say whether it took the message",
                "the server cannot be reached": "The server can't be reached",
                "the server offers no STARTTLS": "The server offers no encryption",
                "the server offers no way to authenticate": "The server offers no known way to log in",
                "the server does not let the user in": "The server does not let the user in",
                "the server's certificate does not hold": "The server's certificate does not hold",
                "ErrorInvalidRecipient": "The server does not know the recipient's address",
                "ErrorInvalidSmtpAddress": "The server does not know the recipient's address",
                "ErrorNonExistentMailbox": "The mailbox does not exist on the server",
                "ErrorMissingRecipients": "The server saw no recipients",
                "the server refuses the service's login": "The server refuses the service's login",
                "the service may not act": "The service may not use the organiser's mailbox",
                "the organiser's mailbox is full": "The organiser's mailbox is full or may send no more",
                "there is no EWS at this address": "There is no Exchange at the address",
                "the server is busy": "The server is busy; it will be tried again",
                "the server asks for fewer requests": "The server is busy; it will be tried again",
                "the server could not take it now": "The server could not take it now; it will be tried again",
                "the server can't be reached": "The server can't be reached",
                "the server keeps no mark": "The server does not keep the mark by which the entry is found again",
                "the server stored it and failed": "The server stored it but could not send it",
                "the server has failed to mail it": "The server has failed several times to send it",
                "somebody changed the entry": "The entry was changed in the calendar: adopt it, or put it back",
                "the entry was made under another": "The entry is not of this trial: a trial has a database of its own",
                "Graph can't be reached": "Microsoft Graph can't be reached",
                "Graph asks to wait": "Microsoft Graph is busy; it will be tried again",
                "it was begun over the channel": "The meeting was begun over a channel that is no longer set up",
                "no encrypted connection": "No encrypted connection could be made",
                "it would have borne personal data": "The message would have borne personal data and was stopped",
                "it cannot be put into": "The message could not be written",
                "no longer true when its moment came": "It was no longer true when the message was to be sent",
            }
        ),
    }
)

# RFC 3463: the status in full, or its class and subject.
STATUSES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                "5.1.1": "Adressen findes ikke",
                "5.1.2": "Modtagerens domæne findes ikke",
                "5.1.10": "Adressen findes ikke",
                "5.2.1": "Postkassen er lukket",
                "5.2.2": "Postkassen er fuld",
                "4.2.2": "Postkassen er fuld",
                "5.2.3": "Beskeden er for stor",
                "5.7": "Modtagerens server afviser vores post",
                "5.4": "Modtagerens server kan ikke nås",
                "4.4": "Modtagerens server kan ikke nås",
                "5.1": "Adressen dur ikke",
            }
        ),
        "en": MappingProxyType(
            {
                "5.1.1": "The address does not exist",
                "5.1.2": "The recipient's domain does not exist",
                "5.1.10": "The address does not exist",
                "5.2.1": "The mailbox is closed",
                "5.2.2": "The mailbox is full",
                "4.2.2": "The mailbox is full",
                "5.2.3": "The message is too large",
                "5.7": "The recipient's server refuses our mail",
                "5.4": "The recipient's server can't be reached",
                "4.4": "The recipient's server can't be reached",
                "5.1": "The address is no good",
            }
        ),
    }
)
_RETURNED = MappingProxyType(
    {"da": "Sendt tilbage af modtagerens server", "en": "Sent back by the recipient's server"}
)
_REFUSED = MappingProxyType(
    {"da": "Modtagerens server afviste beskeden", "en": "The recipient's server refused the message"}
)
_FALLBACK = "da"


def fault_in_words(fault: str | None, language: str) -> str:
    """The fault in words, with its status where it bears one; what is known by no phrase is its own words."""
    if not fault:
        return ""
    language = language if language in PHRASES else _FALLBACK
    for beginning, words in PHRASES[language].items():
        if fault.startswith(beginning):
            return words
    status = _STATUS.search(fault)
    if status is None:
        return fault
    if status[0] != fault:
        return f"{_meaning(status[0], language) or _REFUSED[language]} ({fault})"
    return f"{_meaning(fault, language) or _RETURNED[language]} ({fault})"


def _meaning(status: str, language: str) -> str:
    known = STATUSES[language]
    return known.get(status) or known.get(status.rpartition(".")[0], "")
