"""Places: names, parts and distances, and what pronouns and definite nouns mean."""
