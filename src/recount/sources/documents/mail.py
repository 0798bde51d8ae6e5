"""Mails (EML): the letter, with who sent it when; what is attached is read as inputs of its own."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from typing import BinaryIO, cast

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.archives.names import printable
from recount.sources.decoding import empty, too_large
from recount.sources.limits import Limits
from recount.sources.readers import Member
from recount.sources.said import saying, settle, whole

LONGEST_HEADER = 10_000
"""Characters of a header that says what a part is: the library takes a time that grows with the square of it."""

_HEADERS = {"subject": "title", "from": "author", "date": "published", "content-language": "language"}


def read_mail(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure | Member]:
    """The letter of a mail, and then what is attached to it. Its id is the file's stem.

    The letter is the mail's plain text, else its HTML. A mail that is only an envelope for what is attached has none.

    Raises:
        SkipReport: too large, no mail, or without words and attachments.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    message, attached = _open(data)
    letter = _letter(message)
    if letter.strip():
        facts = settle(_said(message), retrieved=received.retrieved)
        yield Report(
            given_id=received.given_id,
            title=facts.title,
            text=letter,
            published=facts.published or limits.published,
            outlet=limits.outlet,
            author=facts.author,
            language=facts.language,
            retrieved=received.retrieved,
            said=facts.said,
        )
    elif not attached:
        raise empty()
    for number, part in enumerate(attached, start=1):
        yield Member(received=_named(part, number, received), stream=io.BytesIO(_bytes_of(part)))


def _open(data: bytes) -> tuple[EmailMessage, list[EmailMessage]]:
    """The mail and its attachments."""
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        raw = {name.lower(): value for name, value in message.raw_items()}
        if not any(header in raw for header in ("from", "subject", "date")):
            raise SkipReport("is no mail: it lacks the lines From, Subject and Date")
        for part in message.walk():
            if any(
                name.lower().startswith("content-") and len(value) > LONGEST_HEADER for name, value in part.raw_items()
            ):
                raise SkipReport(f"has a header of more than {LONGEST_HEADER:,} characters: no mail has")
        return message, list(message.iter_attachments())
    except (*_BROKEN, RecursionError) as error:
        raise SkipReport(f"is no mail that can be read ({type(error).__name__}): export it anew") from None


_BROKEN = (MessageError, LookupError, ValueError, AttributeError, TypeError)
"""What the library raises for mails that are not as they should be."""


def _said(message: EmailMessage) -> Iterator[Said]:
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    for header, field in _HEADERS.items():
        yield saying(field, _decoded(raw.get(header, "")[:LONGEST_HEADER]), f"header {header.capitalize()}")


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (*_BROKEN, AssertionError):
        return value


def _letter(message: EmailMessage) -> str:
    for kind in ("plain", "html"):
        try:
            body = message.get_body((kind,))
            words = "" if body is None else _words(cast("EmailMessage", body))
        except _BROKEN:
            continue
        if words.strip():
            return words
    return ""


def _words(body: EmailMessage) -> str:
    if body.get_content_type() == "text/html":
        from recount.sources.pages import words_of_page

        return words_of_page(_bytes_of(body), charset=body.get_content_charset() or "")
    try:
        words = str(body.get_content())
    except LookupError:  # a charset that nobody knows
        words = _bytes_of(body).decode("utf-8", "replace")
    return whole(words).replace("\r\n", "\n").strip()


def _bytes_of(part: Message) -> bytes:
    """What a part holds, as it was before it was encoded for the way; an attached mail as it stands."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _named(part: EmailMessage, number: int, received: Received) -> Received:
    """What is known of an attachment. One without a name is called by its number."""
    try:
        name = part.get_filename() or ""
    except _BROKEN:
        name = ""
    kind = part.get_content_type()
    if not name:
        name = f"attachment-{number}" + (".eml" if kind == "message/rfc822" else "")
    return received.member(printable(name)).told(media_type=kind, charset=part.get_content_charset() or "")
