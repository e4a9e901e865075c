"""The knowledge of orglint as data: rules, profiles and the vocabulary."""
