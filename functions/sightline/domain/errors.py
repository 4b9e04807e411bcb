"""Everything that can be refused, each with a stable code and a sentence for the person who can act."""

from typing import ClassVar


class SightlineError(Exception):
    """Base of all refusals. `code` is for programs and never changes; `text` is for people."""

    code: ClassVar[str] = "internal-error"
    text: ClassVar[str] = "Something went wrong on our side. Try again in a moment."

    def __init__(self, detail: str | None = None) -> None:
        """Take a more exact sentence than the class's own, where there is one."""
        super().__init__(detail or self.text)
        self.detail = detail or self.text


class NotFoundError(SightlineError):
    """The object does not exist, or belongs to another force: the two must look the same."""

    code = "not-found"
    text = "There is nothing here by that name."


class NotAllowedError(SightlineError):
    """The caller's role does not permit this action."""

    code = "not-allowed"
    text = "Your role does not allow this."


class NotSignedInError(SightlineError):
    """No credential, or one that is not valid any more."""

    code = "not-signed-in"
    text = "You are signed out. Sign in again."


class InvalidRequestError(SightlineError):
    """The request does not follow the schema."""

    code = "invalid-request"
    text = "The request is not in the expected form."


class RepeatedRequestError(SightlineError):
    """The same Idempotency-Key came with another request, or while the first is still under way."""

    code = "repeated-request"
    text = "This was already sent once. Wait a moment, and look whether it is in the list."


class InvalidNumberError(SightlineError):
    """The number is not one that we may text."""

    code = "invalid-number"
    text = "That is not a UK mobile number. Check the digits with the caller."


class TooManyTextsError(SightlineError):
    """A cap on texts per officer, number or day is reached."""

    code = "too-many-texts"
    text = "Too many texts in a short time. Wait a minute, or ask a supervisor."


class TextRefusedError(SightlineError):
    """The text message provider would not take the message."""

    code = "text-refused"
    text = "The text message provider refused this text. Check the number and send it again."


class LinkInvalidError(SightlineError):
    """No invite has this token."""

    code = "link-invalid"
    text = "This link does not work. Ask the police to send a new one."


class LinkExpiredError(SightlineError):
    """The invite is past its expiry."""

    code = "link-expired"
    text = "This link has run out. Ask the police to send a new one."


class LinkRevokedError(SightlineError):
    """An officer has withdrawn the invite."""

    code = "link-revoked"
    text = "The police have withdrawn this link."


class LinkUsedError(SightlineError):
    """The token was spent, by this or another device."""

    code = "link-used"
    text = "This link is already open on another phone. Ask the police to let this phone in."


class LinkDeclinedError(SightlineError):
    """The citizen has said no to this invite."""

    code = "link-declined"
    text = "You said no to this. Ask the police to send a new link if you change your mind."


class InviteClosedError(SightlineError):
    """The invite is in a state in which this cannot be done."""

    code = "invite-closed"
    text = "This invite is closed. Make a new one."


class SourceRevokedError(SightlineError):
    """The source's token is worthless for good."""

    code = "source-revoked"
    text = "This camera was revoked. Make a new one."


class SessionEndedError(SightlineError):
    """The session is over."""

    code = "session-ended"
    text = "This has ended."


class TicketInvalidError(SightlineError):
    """The WebSocket ticket is unknown, used or too old."""

    code = "ticket-invalid"
    text = "The connection ticket is not valid. Ask for a new one."


class NoFreeWorkerError(SightlineError):
    """No media worker has a free place; location and chat still work."""

    code = "no-free-worker"
    text = "Live video is full at the moment. Position and messages still work; video is tried again."


class WorkerDrainingError(SightlineError):
    """The worker is about to stop and takes no new session; another try finds another worker."""

    code = "worker-draining"
    text = "Live video is moving to another server. It is tried again by itself."


class LivePausedError(SightlineError):
    """The evidence store has been away for so long that recording needs all that the worker has."""

    code = "live-paused"
    text = "The live picture is paused so that the recording is kept. It comes back by itself."


class NothingToWatchError(SightlineError):
    """The session has no picture yet."""

    code = "nothing-to-watch"
    text = "There is no picture yet."


class SomeoneSpeaksError(SightlineError):
    """Another officer has the word."""

    code = "someone-speaks"
    text = "Another officer is speaking. Wait until they have finished."

    def __init__(self, name: str | None = None) -> None:
        """Take the name of the officer who speaks, where it is known."""
        super().__init__(f"{name} is speaking. Wait until they have finished." if name else None)


class NotWatchingError(SightlineError):
    """The officer does not watch the session that they want to speak in."""

    code = "not-watching"
    text = "Open the picture first. Then you can speak."


class InvalidStillError(SightlineError):
    """What came as a still is no JPEG, or not of the size that it says."""

    code = "invalid-still"
    text = "This picture cannot be read."


class MessageTooLargeError(SightlineError):
    """A message over the cap of bytes or depth."""

    code = "message-too-large"
    text = "That message is too large."


class TooManyRequestsError(SightlineError):
    """A rate cap is reached."""

    code = "too-many-requests"
    text = "Too many tries. Wait a minute and try again."


class InvalidOfferError(SightlineError):
    """The SDP offer is not one that the worker takes."""

    code = "invalid-offer"
    text = "This browser's offer of video cannot be used."


class OfferTooLargeError(SightlineError):
    """The SDP offer has more than 16 KB."""

    code = "offer-too-large"
    text = "This browser's offer of video is too large. Try another browser."


class TooManyTracksError(SightlineError):
    """The SDP offer has more m-lines than one picture and one sound need."""

    code = "too-many-tracks"
    text = "This browser offers more cameras or microphones at once than can be taken. Close other tabs and try again."


class WrongFingerprintError(SightlineError):
    """The other end's certificate is not the one that its offer names: somebody may be in between."""

    code = "wrong-fingerprint"
    text = "The connection was not the one that was agreed on, so it was closed. It is tried again by itself."


class NoCommonCodecError(SightlineError):
    """The browser and the worker, or the picture that is there, have no codec in common."""

    code = "no-common-codec"
    text = "This browser cannot send or show this kind of video. Try another browser."


class IceSessionUnnamedError(SightlineError):
    """Candidates came without If-Match (RFC 9725, section 4.3.2)."""

    code = "ice-session-unnamed"
    text = "Send If-Match with the ETag that came with the answer."


class IceSessionMismatchError(SightlineError):
    """Candidates came for another ICE session than this leg's."""

    code = "ice-session-mismatch"
    text = "These candidates belong to another connection. Send a new offer."


class IceRestartRefusedError(SightlineError):
    """The other end wants to restart ICE, which aiortc cannot (RFC 9725, section 4.3.3); the leg goes on."""

    code = "ice-restart-refused"
    text = "A connection cannot be restarted here. Send a new offer; it takes the old one's place."


class OriginalNotAllowedError(SightlineError):
    """The force keeps no better copies on phones, or the purpose forbids it."""

    code = "original-not-allowed"
    text = "Nothing may be kept on the caller's phone here. Take the tick from “Better copy” and send it again."


class OriginalClosedError(SightlineError):
    """The time for sending the phone's own recording is over, or it was sealed."""

    code = "original-closed"
    text = "The better copy cannot be sent any more."


class FreshSignInRequiredError(SightlineError):
    """Evidence may leave only at the word of somebody who has just shown who they are."""

    code = "fresh-sign-in-required"
    text = "Sign in once more. For this you must have signed in within the last 15 minutes."


class ExportTheMasterError(SightlineError):
    """A copy is no evidence by itself: it is handed over with what it was made of."""

    code = "export-the-master"
    text = "This is a copy. Export the recording that it was made of, and it comes along."


class ExportNotPossibleError(SightlineError):
    """The material is gone or on its way without return, so that no bundle of it would be whole."""

    code = "export-not-possible"
    text = "This is disposed of: there is nothing left to hand over. Its certificate says what it was."


class BundleNotReadyError(SightlineError):
    """The bundle is still being made, or could not be."""

    code = "bundle-not-ready"
    text = "This export is not ready yet."


class BundleTooLargeError(SightlineError):
    """The material has more bytes than can be packed in one run."""

    code = "bundle-too-large"
    text = "This is too large for one export. Ask the administrators to copy it for you."


class ChainUnsignedError(SightlineError):
    """No checkpoint has come over the entry that tells of a bundle."""

    code = "chain-unsigned"
    text = "Its history could not be signed, so nobody could check an export. Tell the administrators, then ask again."


class ShareNotPossibleError(SightlineError):
    """The material, or what it was made of, is gone or on its way without return."""

    code = "share-not-possible"
    text = "This is being disposed of, so it cannot be shared any more."


class ShareAddressInvalidError(SightlineError):
    """The e-mail address is not one that can be written to."""

    code = "share-address-invalid"
    text = "That is not an e-mail address. Check it letter by letter."


class ShareExpiryInvalidError(SightlineError):
    """The last day is over already, or too far away."""

    code = "share-expiry-invalid"
    text = "Choose a last day between today and a year from now."


class ShareLinkInvalidError(SightlineError):
    """No share has this link."""

    code = "share-link-invalid"
    text = "This link does not work. Open it from the e-mail again, whole, or ask the police for a new one."


class ShareRevokedError(SightlineError):
    """An officer has withdrawn the share."""

    code = "share-revoked"
    text = "The police have withdrawn this. Ask the officer who shared it with you."


class SharedMaterialGoneError(SightlineError):
    """What was shared has been disposed of."""

    code = "shared-material-gone"
    text = "The police no longer keep this, so it cannot be viewed. Ask the officer who shared it with you."


class ShareExpiredError(SightlineError):
    """The share's last day is over."""

    code = "share-expired"
    text = "The time for viewing this is over. Ask the police to share it again."


class ShareCodeWrongError(SightlineError):
    """The code is not the one that was sent last."""

    code = "share-code-wrong"
    text = "That is not the code. Use the newest e-mail, and check each digit."


class ShareCodeExpiredError(SightlineError):
    """There is no code to be tried: none was asked for, it is too old, used, or was tried too often."""

    code = "share-code-expired"
    text = "This code has run out. Ask for a new one."


class TooManyCodesError(SightlineError):
    """As many codes as may be were sent within the hour or the day."""

    code = "too-many-codes"
    text = "Too many codes were sent. Wait an hour, then ask again."


class ViewingEndedError(SightlineError):
    """No viewing has this credential, or it is over."""

    code = "viewing-ended"
    text = "Your viewing has ended. Ask for a new code to go on."


class DownloadNotAllowedError(SightlineError):
    """The share is for viewing only."""

    code = "download-not-allowed"
    text = "This was shared for viewing only. Ask the officer who shared it if you need a copy."


class MailRefusedError(SightlineError):
    """The mail provider would not take the message."""

    code = "mail-refused"
    text = "The e-mail could not be sent. Check the address and try again."


class ExhibitRefTakenError(SightlineError):
    """The exhibit reference already names something else of the same incident."""

    code = "exhibit-ref-taken"
    text = "This reference already names something else in this incident. Choose another one."


class HoldReasonMissingError(SightlineError):
    """A hold must say why."""

    code = "hold-reason-missing"
    text = "Say why it is to be held. Without a reason nobody can decide later whether it still is."


class ReviewDateInvalidError(SightlineError):
    """The date of the next review is past, or later than the rules allow."""

    code = "review-date-invalid"
    text = "Choose another day for the next review."


class StillKeptError(SightlineError):
    """A hold or a clear period forbids the disposal."""

    code = "still-kept"
    text = "It must still be kept."


class NoDisposalProposedError(SightlineError):
    """There is no proposal to agree to, or to refuse."""

    code = "no-disposal-proposed"
    text = "Nobody has proposed to dispose of this, or it was decided meanwhile."


class AnotherPersonRequiredError(SightlineError):
    """Whoever proposes a disposal cannot approve it."""

    code = "another-person-required"
    text = "You proposed this yourself. Another supervisor must agree."


class StillLockedError(SightlineError):
    """The store refuses to delete what its own lock still keeps."""

    code = "still-locked"
    text = "The store still locks a part of this. It is tried again when the lock ends."


class DisposalBegunError(SightlineError):
    """The material is gone, or its deletion is under way."""

    code = "disposal-begun"
    text = "This was disposed of. Nothing can be changed about it any more."


class ReasonRequiredError(SightlineError):
    """The officer has not said why they look at sealed evidence."""

    code = "reason-required"
    text = "Say first why you look at this recording. The reason is kept with it."


class TimestampFailedError(SightlineError):
    """The authority for time-stamps did not answer, or not to what it was asked."""

    code = "timestamp-failed"
    text = "The time-stamp authority did not answer. It is asked again by itself."


class StoreUnavailableError(SightlineError):
    """The store did not answer as it should; the caller keeps what it has and tries again."""

    code = "store-unavailable"
    text = "The evidence store does not answer. What was recorded is kept and sent later."


class KeyTakenError(SightlineError):
    """Another object already stands under the key; it is never overwritten."""

    code = "key-taken"
    text = "Something else is already stored under this name."


class UnreachableError(SightlineError):
    """API Gateway did not pass a message on to a connection, though it may still be there."""

    code = "unreachable"
    text = "The other end could not be reached. Try again in a moment."


class ConfigurationError(SightlineError):
    """The deployment lacks a setting."""

    code = "configuration"
    text = "The system is not set up correctly. Tell its administrators."
