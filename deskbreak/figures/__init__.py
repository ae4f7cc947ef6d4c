"""The moving figure: poses as TOML, a solver, and flat polygons. Knows no toolkit."""
