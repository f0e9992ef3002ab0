"""The words of a member's private page, in the member's own language."""

from collections.abc import Mapping
from types import MappingProxyType

from agenda.forum.topic import TopicState
from agenda.meetings.attendance import Answered

DANISH: Mapping[str, str] = MappingProxyType(
    {
        "page": "Din side om mødet",
        "when": "Hvornår",
        "where": "Hvor",
        "online": "Link",
        "not_said": "Ikke oplyst endnu",
        "yours": "Siden åbnes uden login. Linket er kun til dig, så giv det ikke videre.",
        "agenda": "Dagsorden",
        "agenda_later": "Dagsordenen kan læses her, når den er klar.",
        "materials": "Materialer",
        "no_materials": "Der er ingen materialer endnu.",
        "minutes": "Referat",
        "minutes_later": "Referatet kan læses her, når det er godkendt.",
        "topics": "Dine emner",
        "no_topics": "Du har ikke foreslået nogen emner.",
        "propose": "Foreslå et emne",
        "until": "Forslag modtages gerne før",
        "too_late": "Fristen for emner er passeret.",
        "title": "Overskrift",
        "title_hint": "Nogle få ord. Den kan komme til at stå på dagsordenen, så skriv ingen navne.",
        "about": "Hvad vil du gerne have ud af det?",
        "send": "Send forslaget",
        "proposed": "Tak. Dit forslag er modtaget, og du får svar på mail.",
        "needs": "Hvad har du brug for?",
        "needs_hint": "Køkkenet og mødeværterne ser kun, hvor mange der har brug for hvad. "
        "Det slettes en uge efter mødet og gemmes ikke om dig.",
        "food": "Mad",
        "access": "Adgang og hjælpemidler",
        "interpreter": "Tolk",
        "save": "Gem",
        "saved": "Tak. Det, du har brug for, er gemt.",
        "minutes_each": "minutter",
        "added": "Tilføjet efter udsendelsen",
        "faults": "Der er noget, der skal rettes",
        "gone": "Det er afgjort eller ændret imens. Det, du sendte, er ikke gemt.",
        "typed": "Det, du skrev:",
        "fault": "Fejl",
        "skip": "Gå til indholdet",
        "reply": "Svar",
        "coming": "Kommer du?",
        "coming_hint": "Har du svaret på indkaldelsen i din kalender, står svaret her. Du kan ændre det "
        "her eller i kalenderen, indtil mødet begynder.",
        "answer": "Svar",
        "answered_now": "Tak. Dit svar er gemt.",
        "reword": "Ret forslaget",
        "save_topic": "Gem rettelsen",
        "reworded": "Tak. Dit forslag er rettet.",
        "put_off_to": "Udskudt til mødet",
    }
)
ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "page": "Your page about the meeting",
        "when": "When",
        "where": "Where",
        "online": "Link",
        "not_said": "Not given yet",
        "yours": "This page opens without a login. The link is for you alone, so please do not pass it on.",
        "agenda": "Agenda",
        "agenda_later": "You can read the agenda here when it is ready.",
        "materials": "Materials",
        "no_materials": "There are no materials yet.",
        "minutes": "Minutes",
        "minutes_later": "You can read the minutes here when they are approved.",
        "topics": "Your topics",
        "no_topics": "You have not proposed any topics.",
        "propose": "Propose a topic",
        "until": "Topics are welcome before",
        "too_late": "The deadline for topics has passed.",
        "title": "Title",
        "title_hint": "A few words. It may stand on the agenda, so please leave names out.",
        "about": "What would you like to come out of it?",
        "send": "Send the proposal",
        "proposed": "Thank you. Your proposal has arrived, and you will have an answer by mail.",
        "needs": "What do you need?",
        "needs_hint": "The kitchen and the hosts only see how many need what. "
        "It is deleted a week after the meeting and never kept about you.",
        "food": "Food",
        "access": "Access and aids",
        "interpreter": "Interpreter",
        "save": "Save",
        "saved": "Thank you. What you need is saved.",
        "minutes_each": "minutes",
        "added": "Added after it was sent out",
        "faults": "Something needs to be corrected",
        "gone": "It was settled or changed meanwhile. What you sent was not saved.",
        "typed": "What you wrote:",
        "fault": "Error",
        "skip": "Go to the content",
        "reply": "Answer",
        "coming": "Will you come?",
        "coming_hint": "If you have answered the invitation in your calendar, the answer stands here. "
        "You can change it here or in the calendar until the meeting begins.",
        "answer": "Answer",
        "answered_now": "Thank you. Your answer is saved.",
        "reword": "Change the proposal",
        "save_topic": "Save the change",
        "reworded": "Thank you. Your proposal is changed.",
        "put_off_to": "Put off to the meeting of",
    }
)
STATES: Mapping[str, Mapping[TopicState, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                TopicState.PROPOSED: "Modtaget",
                TopicState.ACCEPTED: "Kommer på dagsordenen",
                TopicState.PUT_OFF: "Udskudt til dette møde",
                TopicState.DECLINED: "Kommer ikke på dagsordenen",
            }
        ),
        "en": MappingProxyType(
            {
                TopicState.PROPOSED: "Received",
                TopicState.ACCEPTED: "Will be on the agenda",
                TopicState.PUT_OFF: "Put off to this meeting",
                TopicState.DECLINED: "Will not be on the agenda",
            }
        ),
    }
)
ANSWERS: Mapping[str, Mapping[Answered, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                Answered.ACCEPTED: "Ja, jeg kommer",
                Answered.TENTATIVE: "Måske",
                Answered.DECLINED: "Nej, jeg kan ikke",
            }
        ),
        "en": MappingProxyType(
            {
                Answered.ACCEPTED: "Yes, I will come",
                Answered.TENTATIVE: "Maybe",
                Answered.DECLINED: "No, I cannot",
            }
        ),
    }
)
PROBLEMS_IN_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "title-missing": "Give the topic a title of a few words.",
        "topics-are-closed": "The deadline for topics has passed. Propose it for the next meeting, or write to us.",
        "too-many-topics": "Ten topics have been proposed from here already. Please write to us.",
        "unknown-need": "Choose among those on the list.",
        "needs-are-closed": "The meeting has begun, so nothing more can be prepared.",
        "proposal-too-long": "The text is too long: at most 200 characters in the title, and 4,000 below.",
        "topic-not-there": "The proposal has been answered already, so it stands as it is.",
        "answered-too-late": "The meeting has begun or is called off.",
        "choice-missing": "Choose one of the answers.",
        "personal-data-found": "Please leave numbers of persons out.",
        "changed-meanwhile": "It was changed at the same moment. Please try again.",
    }
)
WORDS = MappingProxyType({"da": DANISH, "en": ENGLISH})


def words_in(language: str) -> Mapping[str, str]:
    return WORDS.get(language, DANISH)
