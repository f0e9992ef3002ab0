"""How each kind of message of every room is derived from what stands when it is sent."""

from service.workflow import bouncing, outage_words
from service.workflow.cases import words as case_words
from service.workflow.forum import topic_words
from service.workflow.forum import words as forum_words
from service.workflow.forum.topic_words import with_private_links
from service.workflow.meetings import agenda_words, minutes_words
from service.workflow.meetings import words as meeting_words

DERIVE = with_private_links(
    {
        **meeting_words.DERIVE,
        **agenda_words.DERIVE,
        **minutes_words.DERIVE,
        **case_words.DERIVE,
        **topic_words.DERIVE,
        **forum_words.DERIVE,
        **bouncing.DERIVE,
        **outage_words.DERIVE,
    }
)
