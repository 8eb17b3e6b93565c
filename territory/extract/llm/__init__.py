"""The optional extractor that asks a model, over an OpenAI-compatible endpoint."""
