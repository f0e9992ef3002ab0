"""MIME: a message of the mailbox as bytes, and the report of a mail that did not arrive."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime


def mime(message):
    fields = message.fields
    mail = EmailMessage(policy=SMTP)
    mail["From"] = fields.get("from", {}).get("emailAddress", {}).get("address", message.mailbox)
    for header, name in (("To", "toRecipients"), ("Cc", "ccRecipients")):
        if addresses := [r["emailAddress"]["address"] for r in fields.get(name) or []]:
            mail[header] = ", ".join(addresses)
    mail["Subject"] = fields.get("subject") or ""
    mail["Message-ID"] = fields["internetMessageId"]
    mail["Date"] = format_datetime(message.sent_at or message.created_at)
    for entry in fields.get("internetMessageHeaders") or []:
        mail[entry["name"]] = entry["value"]
    body = fields.get("body") or {"contentType": "text", "content": ""}
    mail.set_content(body["content"], subtype={"text": "plain"}.get(body["contentType"], "html"))
    return mail.as_bytes()


def bounce(mailbox, to, subject, message_id, now):
    """RFC 3464, as Exchange writes it: words for people, a part for machines, the original's headers."""
    domain = mailbox.rpartition("@")[2]
    report = EmailMessage(policy=SMTP)
    report["From"] = f"Microsoft Outlook <postmaster@{domain}>"
    report["To"] = mailbox
    report["Subject"] = f"Undeliverable: {subject}"
    report["Date"] = format_datetime(now)
    report["Message-ID"] = f"<ndr-{now:%Y%m%d%H%M%S%f}@{domain}>"
    if message_id:
        report["In-Reply-To"] = message_id
    report["Auto-Submitted"] = "auto-replied"
    report["Content-Type"] = 'multipart/report; report-type="delivery-status"'
    for part in (_words(to), _status(to, domain), _original(mailbox, to, subject, message_id)):
        report.attach(part)
    return report.as_bytes()


def sealed(mailbox, sender, now):
    """Encrypted by S/MIME (RFC 8551, 3.3)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, mailbox, "Svar"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<sealed-{now:%Y%m%d%H%M%S%f}@{sender.rpartition('@')[2]}>"
    named = {"smime-type": "enveloped-data", "name": "smime.p7m"}
    mail.set_content(b"0 sealed", "application", "pkcs7-mime", filename="smime.p7m", params=named)
    return mail.as_bytes()


def _words(to):
    part = EmailMessage(policy=SMTP)
    part.set_content(f"Your message to {to} couldn't be delivered.\r\n")
    del part["MIME-Version"]
    return part


def _status(to, domain):
    about_all, about_one = EmailMessage(policy=SMTP), EmailMessage(policy=SMTP)
    about_all["Reporting-MTA"] = f"dns;mail.{domain}"
    about_one["Final-Recipient"] = f"rfc822;{to}"
    about_one["Action"] = "failed"
    about_one["Status"] = "5.1.1"
    about_one["Diagnostic-Code"] = "smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found"
    part = EmailMessage(policy=SMTP)
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([about_all, about_one])
    return part


def _original(mailbox, to, subject, message_id):
    headers = EmailMessage(policy=SMTP)
    headers["From"], headers["To"], headers["Subject"] = mailbox, to, subject
    if message_id:
        headers["Message-ID"] = message_id
    part = EmailMessage(policy=SMTP)
    part.set_content(headers.as_string())
    del part["MIME-Version"]
    part.replace_header("Content-Type", "text/rfc822-headers")
    return part
