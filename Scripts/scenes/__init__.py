"""Drawn people, drawn places and the story of the demo. Everything in the pictures is ours."""
