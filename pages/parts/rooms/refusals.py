"""What a store refuses, each with the sentence for the person and the HTTP status for the phone."""

from engine.message import Message, Refusal
from pages.parts.rooms.records import Answer, Room


class RoomRefusal(Refusal):
    status = 400


class Unknown(RoomRefusal):
    """No such room, key, person, round or question; a wrong code and a wrong key look alike."""

    status = 404


class Forbidden(RoomRefusal):
    """A removed person, a revoked device, a key that was changed."""

    status = 403


class Shut(RoomRefusal):
    """The door is closed, the room is full or closed."""

    status = 409


class Frozen(RoomRefusal):
    """The round takes no answers now; `saved` is the last one that counts."""

    status = 409

    def __init__(self, message: Message, room: Room, saved: Answer | None):
        super().__init__(message)
        self.room, self.saved = room, saved


class Moved(RoomRefusal):
    """Somebody else steered in the meantime: `room` is how it stands now."""

    status = 409

    def __init__(self, message: Message, room: Room):
        super().__init__(message)
        self.room = room


class TooMany(RoomRefusal):
    """More than a limit allows: `after` seconds from now it may be tried again."""

    status = 429

    def __init__(self, message: Message, after: float):
        super().__init__(message)
        self.after = after


class Away(RoomRefusal):
    """The database cannot be reached, or cannot write."""

    status = 503
