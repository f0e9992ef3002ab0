"""The Danish words for the states of topics."""

from collections.abc import Mapping
from types import MappingProxyType

from agenda.forum.topic import TopicState
from service.web.pages.words import Said

TOPIC_STATES: Mapping[TopicState, Said] = MappingProxyType(
    {
        TopicState.PROPOSED: Said("Foreslået", "○", "wait"),
        TopicState.ACCEPTED: Said("Optaget", "✓", "good"),
        TopicState.PUT_OFF: Said("Udskudt til dette møde", "→", "wait"),
        TopicState.DECLINED: Said("Afslået", "✕", "none"),
    }
)
