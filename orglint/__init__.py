"""The linter for organisations kept as code."""
