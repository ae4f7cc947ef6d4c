"""Settings: models, layers, line numbers and live reload."""
