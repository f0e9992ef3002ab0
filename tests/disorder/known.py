"""What is known not to hold yet. Empty is how it should be: whoever mends one takes its line away."""

NOT_YET = {
    "an_agency_that_has_ended_is_told_nothing_more": "the open requests of an agency that has ended are still chased",
    "an_open_topic_is_in_somebodys_hands": "topics nobody answered stay on a meeting that was held",
}
