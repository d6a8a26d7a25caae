"""Where and when an article plays: its place, its period, what its headings say."""

from extract.observe.scene.scene import Scene, read_scene

__all__ = ["Scene", "read_scene"]
