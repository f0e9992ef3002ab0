"""The channel to Exchange Online: one mailbox's calendar and mail, through Microsoft Graph."""
