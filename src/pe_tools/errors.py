"""Everything a person may be refused with: a code, a sentence, its context.

The tree::

    PeError                       nothing was changed; the sentence says what to do now
    ├── InputError                what was given cannot be used
    │   ├── ProblemsError         a file has problems; each with its place and remedy
    │   │   ├── KitError          a kit cannot be loaded
    │   │   └── ImportProblemsError   answers cannot be imported
    │   ├── UnknownKitError
    │   ├── UnknownWorkshopError
    │   ├── WorkshopNameError
    │   ├── UnknownStepError
    │   ├── UnknownParameterError
    │   ├── ParameterTypeError
    │   ├── UnknownLanguageError
    │   ├── NoFreePortError
    │   ├── BrokenRulesError
    │   ├── UnknownItemError
    │   ├── UnknownRoleError
    │   ├── UnknownParticipantError
    │   ├── ControlError
    │   ├── ConditionsMissingError
    │   ├── UnknownCareRowError
    │   ├── UnknownNoticeFieldError
    │   ├── NoticeFileError
    │   ├── NoticeTextMissingError
    │   ├── WhatChangedMissingError
    │   ├── NoRecordError
    │   ├── NoEarlierReportError
    │   ├── ServerBackupError
    │   ├── BackupPlaceError
    │   ├── BackupUnreadableError
    │   ├── PassphraseError
    │   ├── KeysNeededError
    │   └── FormError             what a page of a phone sent cannot be taken
    │       ├── NothingAnsweredError
    │       ├── PlacesError
    │       ├── TooManyPicksError
    │       ├── PointsSumError
    │       └── BothAnsweredError
    ├── ConflictError             it does not fit what the record already holds
    │   ├── WorkshopExistsError
    │   ├── RoundClosedError
    │   ├── RoundOpenError
    │   ├── NothingToUndoError
    │   ├── NoCardsError
    │   ├── NotOverwrittenError
    │   ├── AlreadyServingError
    │   ├── TooFewPeopleError
    │   ├── RecordPresentError
    │   ├── CommunityRefusedError
    │   ├── EndedByOthersError
    │   ├── AllowedNowError
    │   ├── NothingToReaffirmError
    │   ├── NoticeMovedError
    │   ├── ConsentStateError
    │   ├── NoticeUnchangedError
    │   └── ErasedError
    ├── RecordError               the record cannot be read or written
    │   ├── RecordHeldError
    │   ├── DeskSilentError
    │   ├── TooMuchAtOnceError
    │   ├── RecordDamagedError
    │   ├── RecordFullError
    │   ├── RecordBusyError
    │   ├── RecordDiskError
    │   ├── RestoreRefusedError
    │   ├── RecordUnreachableError
    │   ├── RecordLoginError
    │   ├── RecordReadOnlyError
    │   ├── RecordServerError
    │   ├── KekMissingError
    │   └── UnsupportedRecordError
    ├── RequestError              what a phone asks of the room cannot be answered
    │   ├── UnknownPageError
    │   ├── WrongMethodError
    │   ├── WrongAddressError
    │   ├── ForeignPageError
    │   ├── TooLongError
    │   ├── FormKindError
    │   ├── TooManyTriesError
    │   ├── NewsFullError
    │   ├── NotKeptError
    │   └── RoomFailedError
    ├── NotServingError           a process of pe serve stopped
    ├── NotebookFailedError       a notebook stopped on the way
    └── MissingPartError          something this needs is not installed
        └── MissingFontError

A *refusal* is a PeError. *Advice* is a returned list. Anything else is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PeError(Exception):
    """A refusal: nothing was changed, and the sentence says what to do now."""

    code = "refused"
    sentence = "This was refused."
    exit_code = 2

    def __init__(self, **context: object) -> None:
        self.context = context
        super().__init__(self.sentence.format(**context))


class InputError(PeError):
    """What was given cannot be used."""

    code = "bad_input"


@dataclass(frozen=True, order=True)
class Problem:
    """One problem of a file: where, what, and what to do.

    ``line`` and ``column`` count from 1; 0 means "the file as a whole".
    """

    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "the file"
        if self.line and self.column:
            place += f", column {self.column}"
        return f"{place}: {self.what} {self.remedy}".strip()


class ProblemsError(InputError):
    """A file has problems; all of them are listed, and nothing of it was taken."""

    code = "problems"
    sentence = "{file} has {count} problem(s); nothing was changed.\n{listing}"
    exit_code = 1

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        listing = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(file=file, count=len(self.problems), listing=listing)


class KitError(ProblemsError):
    """A kit cannot be loaded."""

    code = "kit"


class ImportProblemsError(ProblemsError):
    """Answers cannot be imported; the record is as it was."""

    code = "import"


class UnknownKitError(InputError):
    """No kit of this name was found."""

    code = "unknown_kit"
    sentence = "There is no kit '{kit}'. Kits found: {known}."


class UnknownWorkshopError(InputError):
    """The record holds no workshop of this name."""

    code = "unknown_workshop"
    sentence = "The record holds no workshop '{workshop}'. Workshops found: {known}."


class WorkshopNameError(InputError):
    """A workshop cannot have this name."""

    code = "workshop_name"
    sentence = "'{workshop}' cannot name a workshop. Use lower-case letters, digits, - and _."


class UnknownStepError(InputError):
    """The workshop's kit has no such step."""

    code = "unknown_step"
    sentence = "The kit has no step '{step}'. Its steps: {known}."


class UnknownParameterError(InputError):
    """The notebook has no such parameter."""

    code = "unknown_parameter"
    sentence = "{notebook} has no parameter '{name}'. It takes: {known}."


class ParameterTypeError(InputError):
    """A parameter of a notebook cannot have this value."""

    code = "parameter_type"
    sentence = "'{name}' takes another kind of value: {kind}. '{value}' cannot be used."


class UnknownLanguageError(InputError):
    """No words are shipped for this language."""

    code = "unknown_language"
    sentence = "There are no words for the language '{language}'. Languages found: {known}."


class NoFreePortError(InputError):
    """Neither this port nor one of those after it is free."""

    code = "no_free_port"
    sentence = "Port {port} and those after it are in use. Choose another with {option}."


class BrokenRulesError(InputError):
    """A response breaks the rules of its kit."""

    code = "broken_rules"
    sentence = "This cannot be answered. {what}"


class UnknownItemError(InputError):
    """The workshop has no such item."""

    code = "unknown_item"
    sentence = "The workshop has no item '{item}'. Choose one of those shown."


class UnknownParticipantError(InputError):
    """The workshop has no such participant."""

    code = "unknown_participant"
    sentence = "Workshop '{workshop}' has no participant '{participant}'."


class ControlError(InputError):
    """What a control of a page was sent does not fit it."""

    code = "control"
    sentence = "{what}"


class UnknownEventError(InputError):
    """A stream of the record has no such event."""

    code = "unknown_event"
    sentence = "'{stream}' has no event '{event}'. See its events with 'pe ledger list {stream}'."


class NoEarlierReportError(InputError):
    """There are no numbers of an earlier report to compare with."""

    code = "no_earlier_report"
    sentence = (
        "Of '{workshop}' no numbers of an earlier report are kept here. "
        "Make one first: pe report {workshop}"
    )


class NoRecordError(InputError):
    """There is nothing to back up."""

    code = "no_record"
    sentence = "There is no record in {record} yet, so there is nothing to back up."


class ServerBackupError(InputError):
    """The record lies in a database of PostgreSQL, which has tools of its own."""

    code = "server_backup"
    sentence = (
        "This record lies in a database of PostgreSQL. Back it up with pg_dump, and bring it "
        "back with pg_restore; this command copies files only."
    )


class BackupPlaceError(InputError):
    """Events and keys would come to lie in one folder."""

    code = "backup_place"
    sentence = (
        "{path} was not written: it would lie beside {what}. "
        "Events and keys are kept apart; name another folder, best on another disk."
    )


class BackupUnreadableError(InputError):
    """A file is no whole backup."""

    code = "backup_unreadable"
    sentence = "{path} cannot be used: {what}. Nothing was changed. Take another backup."


class PassphraseError(InputError):
    """A passphrase is too short, or another one."""

    code = "passphrase"
    sentence = "{what} Nothing was changed. Try again."


class KeysNeededError(InputError):
    """A backup of events is of no use without keys."""

    code = "keys_needed"
    sentence = (
        "{record} holds no keys, and without keys nobody can read what participants wrote. "
        "Name their copy with --keys."
    )


class ConflictError(PeError):
    """It does not fit what the record already holds."""

    code = "conflict"


class WorkshopExistsError(ConflictError):
    """A workshop of this name exists with another kit."""

    code = "workshop_exists"
    sentence = "Workshop '{workshop}' exists already with the kit '{kit}'. Choose another name."


class RoundClosedError(ConflictError):
    """The round takes no answers."""

    code = "round_closed"
    sentence = "Round {round} of {step} is closed. Ask the facilitator to open it."


class RoundOpenError(ConflictError):
    """The round still takes answers, so its results cannot be shown."""

    code = "round_open"
    sentence = "Round {round} of {step} still takes answers. Close it before you reveal."


class NothingToUndoError(ConflictError):
    """No act can be taken back."""

    code = "nothing_to_undo"
    sentence = "There is nothing to take back."


class NotOverwrittenError(ConflictError):
    """A file or folder is there already."""

    code = "not_overwritten"
    sentence = "{path} is there already and was not overwritten. Name another folder."


class AlreadyServingError(ConflictError):
    """Another process serves this folder."""

    code = "already_serving"
    sentence = (
        "{record} is served already by {holder}, at {address} . "
        "Open that page, or end it with Ctrl+C in its terminal."
    )


class TooFewPeopleError(ConflictError):
    """So few allow a use that what they said would lead back to them."""

    code = "too_few_people"
    sentence = (
        "{count} participant(s) of '{workshop}' allow this use. "
        "With fewer than {min_group}, nothing is written out."
    )


class RecordPresentError(ConflictError):
    """There is a record where a backup is to be restored."""

    code = "record_present"
    sentence = (
        "{record} holds a record already, and nothing was changed. "
        "Add --replace to restore the backup all the same; the old record is kept beside it."
    )


class ErasedError(ConflictError):
    """The participant was erased, so nothing more is taken of them."""

    code = "erased"
    sentence = "{subject} was erased from '{stream}'. Nothing more can be recorded of them."


class RecordError(PeError):
    """The record cannot be read or written."""

    code = "record"


class RecordHeldError(RecordError):
    """Another process writes to the record."""

    code = "record_held"
    sentence = "The record {record} is held by {holder}. Close that first, then try again."


class DeskSilentError(RecordError):
    """The process that holds the record and takes what others write does not answer."""

    code = "desk_silent"
    sentence = (
        "The record {record} is held by {holder}, which does not answer. "
        "Start that again, then send again: what was kept already counts once."
    )


class TooMuchAtOnceError(RecordError):
    """It is more than the process that holds the record takes at once."""

    code = "too_much_at_once"
    sentence = "This is more than {holder} takes at once. Stop that, and do this without it."


class RecordDamagedError(RecordError):
    """The record does not verify."""

    code = "record_damaged"
    sentence = "The record {record} is damaged: {what} Run 'pe verify', and restore a backup."


class RecordFullError(RecordError):
    """The disk is full."""

    code = "record_full"
    sentence = (
        "The disk that holds {record} is full. Nothing was lost. Free space, then try again."
    )


class RecordBusyError(RecordError):
    """The queue of the writer is full."""

    code = "record_busy"
    sentence = "The record {record} has too much to write just now. Try again in a moment."


class RecordDiskError(RecordError):
    """The disk refused to read or write."""

    code = "record_disk"
    sentence = (
        "The disk that holds {record} failed: {what}. "
        "Check it, then send again: what was kept already counts once."
    )


class RestoreRefusedError(RecordError):
    """A backup does not verify once its keys are beside it."""

    code = "restore_refused"
    sentence = (
        "The backup was not restored, and nothing was changed: it does not verify with these "
        "keys.\n{listing}\nTake another backup, or a copy of the keys that is as new as it."
    )
    exit_code = 1


class RecordUnreachableError(RecordError):
    """The server does not answer, or hung up in the middle."""

    code = "record_unreachable"
    sentence = (
        "The server of {record} does not answer. Check it and the network, "
        "then send again: what was kept already counts once."
    )


class RecordLoginError(RecordError):
    """The server does not let this user in, or not far enough."""

    code = "record_login"
    sentence = (
        "The server of {record} does not let '{user}' in, or not far enough. "
        "Check user, password and database in PE_RECORD, or ask who keeps the server."
    )


class RecordReadOnlyError(RecordError):
    """The server can only be read."""

    code = "record_read_only"
    sentence = (
        "The server of {record} can only be read just now. "
        "Name the one that takes new events in PE_RECORD, or ask who keeps it."
    )


class RecordServerError(RecordError):
    """The server cannot do what is asked of it."""

    code = "record_server"
    sentence = "The server of {record} cannot do this: {what}. Ask who keeps it."


class KekMissingError(RecordError):
    """The file with the key-encryption key is missing, or older than the last erasure."""

    code = "kek_missing"
    sentence = (
        "{path} is missing, or older than the last erasure, so {record} cannot be opened. "
        "Copy it from the computer that erased last."
    )


class UnsupportedRecordError(RecordError):
    """No record can be opened at this address."""

    code = "unsupported_record"
    sentence = (
        "PE_RECORD is '{url}', where no record can be. Name a file, sqlite:///path/to/record.db, "
        "or a database, postgresql://user@host/name."
    )


class NotServingError(PeError):
    """A process of pe serve does not run, and starting it again is of no use."""

    code = "not_serving"
    sentence = (
        "The {part} of pe serve {what}, so all of it was ended. "
        "What it said stands above. Run 'pe doctor', then try again."
    )


class NotebookFailedError(PeError):
    """A notebook stopped on the way."""

    code = "notebook_failed"
    sentence = "{notebook} stopped: {reason} What it showed until then is in {out}."


class MissingPartError(PeError):
    """Something this needs is not installed."""

    code = "missing_part"
    sentence = "{part} is missing. {remedy}"


class MissingFontError(MissingPartError):
    """A font that the PDF needs is not installed."""

    code = "missing_font"
    sentence = "The font {part} is missing, so charts and PDF cannot be made. {remedy}"


class WrongCodeError(InputError):
    """A code opens nothing now."""

    code = "wrong_code"
    sentence = "This code opens nothing now. Look at the screen of the room, and type it again."


class WrongSeatError(InputError):
    """A phone holds no seat, or one that moved to another phone."""

    code = "wrong_seat"
    sentence = "This phone has no seat in the workshop. Join it with the code of the room."


class UnknownSeatError(InputError):
    """No participant has a seat of this number."""

    code = "unknown_seat"
    sentence = "No seat has the number {number}. Look at the number on the person's phone."


class UnknownProposalError(InputError):
    """There is no such proposal, or it is settled."""

    code = "unknown_proposal"
    sentence = "This proposal is not there any more. Look at the list again."


class WordsLengthError(InputError):
    """What somebody wrote is empty or too long."""

    code = "words_length"
    sentence = "Write between 1 and {most} characters."


class UnknownRoleError(InputError):
    """The kit has no such role."""

    code = "unknown_role"
    sentence = "The kit has no role '{role}'. {remedy}"


class NoCardsError(ConflictError):
    """People are to join by card, and no card was printed."""

    code = "no_cards"
    sentence = "There are no cards yet. Print some first: pe cards {workshop} --count 40."


class CardUsedError(ConflictError):
    """A printed card was used by another phone."""

    code = "card_used"
    sentence = "This card was used already. If it is your card, ask the facilitator."


class StepNotOnError(ConflictError):
    """The room is at another step."""

    code = "step_not_on"
    sentence = "The room is at another step now. Look at the page again."


class NotAllowedError(ConflictError):
    """A participant allows no use of their answers."""

    code = "not_allowed"
    sentence = "You allow no use of your answers now. Choose one first, then send them."


class EndedByOthersError(ConflictError):
    """Somebody else ended a participant's consent, and nobody asked them again."""

    code = "ended_by_others"
    sentence = "Somebody else ended your consent. The facilitator can ask you again."


class AllowedNowError(ConflictError):
    """A participant's consent holds, so there is nothing to refuse."""

    code = "allowed_now"
    sentence = "You allow a use of your answers now. You can withdraw it."


class NothingToReaffirmError(ConflictError):
    """A participant agreed to nothing that they could say yes to again."""

    code = "nothing_to_reaffirm"
    sentence = "There is nothing to confirm. Choose what you allow."


class NoticeMovedError(ConflictError):
    """The notice changed while somebody read it."""

    code = "notice_moved"
    sentence = "The notice changed while you read it. Read the new one first."


class ConsentStateError(ConflictError):
    """A consent is in a state that this cannot follow."""

    code = "consent_state"
    sentence = "This consent is {state} now, so this cannot follow. Look at it again."


class NoticeUnchangedError(ConflictError):
    """A new notice says what the notice before says."""

    code = "notice_unchanged"
    sentence = "The notice says this already. Change a text or a field, or leave it."


class CommunityRefusedError(ConflictError):
    """A community decided against a use, whatever single people allow."""

    code = "community_refused"
    sentence = (
        "'{by}' decided against this use of '{workshop}'. "
        "What single people allow does not change that: ask '{by}'."
    )


class ConditionsMissingError(InputError):
    """A decision with conditions does not say which."""

    code = "conditions_missing"
    sentence = "A decision on conditions needs their words. Write them with it."


class UnknownCareRowError(InputError):
    """CARE has no such row."""

    code = "unknown_care_row"
    sentence = "CARE has no row '{row}'. Its rows: {known}."


class UnknownNoticeFieldError(InputError):
    """A notice has no such field."""

    code = "unknown_notice_field"
    sentence = "A notice has no field '{field}'. Its fields: {known}."


class NoticeFileError(InputError):
    """A file is not a notice."""

    code = "notice_file"
    sentence = "{file} cannot be read as a notice. {what} See 'pe notice show'."


class NoticeTextMissingError(InputError):
    """A notice says nothing in the language of its workshop."""

    code = "notice_text_missing"
    sentence = "The notice has no text in '{language}', the workshop's language. Write one."


class WhatChangedMissingError(InputError):
    """A notice changes something that matters, and does not tell it in plain words."""

    code = "what_changed_missing"
    sentence = (
        "This changes what people agreed to: {fields}. "
        "Say in '{language}', in plain words, what is different now."
    )


class FormError(InputError):
    """What a page of a phone sent does not fit what is asked."""

    code = "form"
    sentence = "This page does not fit what is asked now. Open the page again."


class NothingAnsweredError(FormError):
    """A form holds no answer."""

    code = "nothing_answered"
    sentence = "Nothing is answered yet. You may also say that you do not know."


class PlacesError(FormError):
    """A ranking has a place twice, or leaves one out."""

    code = "places"
    sentence = "Give each place once: first 1, then 2, and so on. Leave out none in between."


class TooManyPicksError(FormError):
    """More items are chosen than may be."""

    code = "too_many_picks"
    sentence = "You chose {chosen}. You may choose {picks} or fewer."


class PointsSumError(FormError):
    """Another number of points is shared out than there are."""

    code = "points_sum"
    sentence = "You shared out {given} points. Share out {points}, no more and no fewer."


class BothAnsweredError(FormError):
    """A sheet has answers, and says also why there are none."""

    code = "both_answered"
    sentence = "You answered, and you also said why you do not. Keep one of the two."


class RoundOverError(RoundClosedError):
    """A round takes no answers any more, as a participant is told it."""

    sentence = "This is closed now. What you sent came too late and does not count."


class OtherSentError(ConflictError):
    """What was sent is known already, with other content."""

    code = "other_sent"
    sentence = "You sent this before, and it said something else. Open the page again."


class RequestError(PeError):
    """What a phone asks of the room cannot be answered."""

    code = "request"


class UnknownPageError(RequestError):
    """The room has no such page."""

    code = "unknown_page"
    sentence = "There is no such page. Go back to the first one."


class WrongMethodError(RequestError):
    """A page is not asked for in this way."""

    code = "wrong_method"
    sentence = "This page cannot be asked for like this. Go back to the first one."


class WrongAddressError(RequestError):
    """The room was asked under an address that is not its own."""

    code = "wrong_address"
    sentence = "Open the address that stands on the screen of the room."


class ForeignPageError(RequestError):
    """A page of another place sent something to the room."""

    code = "foreign_page"
    sentence = "Another page sent this. Open the address on the screen of the room."


class TooLongError(RequestError):
    """More was sent than the room reads."""

    code = "too_long"
    sentence = "This is too long. Write less, then send it again."


class FormKindError(RequestError):
    """What was sent is no form."""

    code = "form_kind"
    sentence = "This was not sent by a page of the room. Open the page again."


class TooManyTriesError(RequestError):
    """So many wrong codes wait for their answer that no more are looked at."""

    code = "too_many_tries"
    sentence = "Many wrong codes are typed just now. Wait a moment, then try again."


class NewsFullError(RequestError):
    """As many phones as can be are told news already."""

    code = "news_full"
    sentence = "Many phones listen already. This one looks again by itself."


class NotKeptError(RequestError):
    """Whether something was kept is not known, or there was no room for it."""

    code = "not_kept"
    sentence = "This could not be kept just now. Wait a moment, then send it again."


class RoomFailedError(RequestError):
    """The room made a mistake of its own."""

    code = "room_failed"
    sentence = "Something went wrong here. Send it again, or ask the facilitator."
