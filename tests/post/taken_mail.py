"""An office's mail as people get it: over a real mail server on this machine."""

from __future__ import annotations

import re
import socket
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from office import Office
from portal.container import Portal

_LINK = re.compile(r"/log-ind/engang/[\w-]+")


class TakenMail:
    """Lets ``office`` send mail; ``all`` is what came, oldest first. ``answers`` are used up one by one, then
    all is taken."""

    def __init__(self, office: Office):
        self.all: list[EmailMessage] = []
        self.answers: list[str] = []
        self._office = office
        self._portal: Portal = office.application.application.registry.portal
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=port)
        self._controller.start()
        self._portal.settings = replace(
            self._portal.settings,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security="none",
            smtp_sender="portal@example.dk",
        )

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What aiosmtpd asks when a mail has come."""
        answer = self.answers.pop(0) if self.answers else "250 Modtaget"
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.all.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return answer

    def send(self) -> list[EmailMessage]:
        """Let the worker send what waits; what came now."""
        before = len(self.all)
        self._portal.mailing.drain()
        return self.all[before:]

    def link(self) -> str:
        """The path of the last link that comes now, "" where none does."""
        found = [link for mail in self.send() for link in _LINK.findall(mail.get_content())]
        return found[-1] if found else ""

    def close(self) -> None:
        self._controller.stop()
