"""The channel to an organisation's own Exchange, through EWS."""
