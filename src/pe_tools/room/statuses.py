"""How the room answers a refusal: its status, and what a participant is told of it."""

from __future__ import annotations

from http import HTTPStatus

from pe_tools import errors
from pe_tools.errors import PeError

_STATUS: tuple[tuple[type[PeError], HTTPStatus], ...] = (  # the first that fits
    (errors.WrongCodeError, HTTPStatus.NOT_FOUND),
    (errors.WrongSeatError, HTTPStatus.UNAUTHORIZED),
    (errors.UnknownPageError, HTTPStatus.NOT_FOUND),
    (errors.WrongMethodError, HTTPStatus.METHOD_NOT_ALLOWED),
    (errors.WrongAddressError, HTTPStatus.MISDIRECTED_REQUEST),
    (errors.ForeignPageError, HTTPStatus.FORBIDDEN),
    (errors.TooLongError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.FormKindError, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (errors.TooManyTriesError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.NewsFullError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.NotKeptError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.RoomFailedError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.NotAllowedError, HTTPStatus.FORBIDDEN),
    (errors.RoundClosedError, HTTPStatus.GONE),
    (errors.StepNotOnError, HTTPStatus.GONE),
    (errors.ConflictError, HTTPStatus.CONFLICT),
    (errors.InputError, HTTPStatus.BAD_REQUEST),
)
_HTTP: dict[int, type[PeError]] = {  # what tornado itself refuses
    HTTPStatus.NOT_FOUND: errors.UnknownPageError,
    HTTPStatus.METHOD_NOT_ALLOWED: errors.WrongMethodError,
    HTTPStatus.BAD_REQUEST: errors.FormError,
}


def status_of(refusal: PeError) -> HTTPStatus:
    """Return the status of a refusal that a participant is told."""
    return next(status for kind, status in _STATUS if isinstance(refusal, kind))


def as_told(error: BaseException | None, status: int) -> PeError:
    """Return what a participant is told of an error, without anything about this machine.

    An answer whose outcome is unknown was "not kept", whatever the disk said; the phone sends it
    again, and it counts once.
    """
    match error:
        case errors.RecordError():
            return errors.NotKeptError()
        case errors.ErasedError():
            return errors.WrongSeatError()
        case errors.RoundClosedError():
            return errors.RoundOverError()
        case errors.BrokenRulesError() | errors.UnknownWorkshopError():
            return errors.FormError()
        case PeError():
            return error
    return _HTTP.get(status, errors.RoomFailedError)()
