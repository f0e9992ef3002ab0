"""What comes from outside as JSON, TOML or CSV, checked and turned into what the verbs take."""
