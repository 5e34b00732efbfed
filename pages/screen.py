"""Screen: what a room sees on the projector, from the QR code to where it disagrees. A browser needs a seat to show it."""

from pages.parts.rooms import projector

projector.projector()
