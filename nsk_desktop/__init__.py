"""NSK Desktop: offline field registration for an area-based effort."""

__version__ = "0.1.0"
