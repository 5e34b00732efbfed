"""Workshop: a facilitator opens a room and runs it; phones answer, a screen shows."""

from pages.parts import frame
from pages.parts.rooms.office import office
from pages.parts.texts import workshop as texts
from pages.parts.words import _

with frame.page(_("Workshop"), _(texts.LEAD), still=True):
    office()
