"""What Exchange and Graph, which share their names, call a fault, and whom it concerns; who knows none is in doubt.

Source: ResponseCodeType of the EWS schema, and Graph's error codes for Outlook.
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType


class Concern(Enum):
    """Whom a fault concerns, and so what becomes of the message that met it."""

    MESSAGE = auto()  # this one alone and for good: it is refused
    OUR_MAIL = (
        auto()
    )  # what we made of it, and so others alike: it is refused, and all are tried again at once
    MAILBOX = auto()  # the organiser's mailbox, or our right to it: it rests until a person has mended it
    FULL = auto()  # as above: it can hold or send no more
    NOT_NOW = auto()  # the server took nothing of it: it is tried later


_CODES: Mapping[Concern, str] = {
    Concern.MESSAGE: """
        ErrorCalendarDurationIsTooLong ErrorCalendarEndDateIsEarlierThanStartDate ErrorCalendarIsNotOrganizer
        ErrorCalendarOutOfRange ErrorDistributionListMemberNotExist ErrorInvalidRecipients ErrorInvalidSmtpAddress
        ErrorMailRecipientNotFound ErrorMissingEmailAddress ErrorMissingRecipients ErrorRecipientNotFound
        ErrorVirusDetected ErrorVirusMessageDeleted
    """,
    Concern.OUR_MAIL: """
        ErrorAttachmentSizeLimitExceeded ErrorDataSizeLimitExceeded ErrorExceededMaxRecipientLimit ErrorMessageBlocked
        ErrorMessageSizeExceeded ErrorMimeContentInvalid ErrorMimeContentInvalidBase64String ErrorRequestStreamTooBig
    """,
    Concern.MAILBOX: """
        AuthenticationError ErrorAccessDenied ErrorAccountDisabled ErrorAccountSuspend
        ErrorAccountSuspendShowTierUpgrade ErrorCallerIsInvalidADAccount ErrorCannotFindUser
        ErrorCreateItemAccessDenied ErrorFolderNotFound ErrorImpersonateUserDenied ErrorImpersonationDenied
        ErrorImpersonationFailed ErrorInvalidAuthorizationContext ErrorInvalidClientSecurityContext
        ErrorInvalidExchangeImpersonationHeaderData ErrorInvalidLicense ErrorInvalidLogonType ErrorInvalidMailbox
        ErrorInvalidNetworkServiceContext ErrorInvalidProxySecurityContext ErrorInvalidSerializedAccessToken
        ErrorInvalidSid ErrorInvalidUser ErrorInvalidUserPrincipalName ErrorInvalidUserSid
        ErrorInvalidUserSidMissingUPN ErrorLogonAsNetworkServiceFailed ErrorMailboxConfiguration
        ErrorMailboxLogonFailed ErrorMessageSubmissionBlocked ErrorMissingExchangePrincipal ErrorNoCalendar
        ErrorNonExistentMailbox ErrorNonPrimarySmtpAddress ErrorOrganizationAccessBlocked ErrorParentFolderNotFound
        ErrorPasswordChangeRequired ErrorPasswordExpired ErrorProxyRequestNotAllowed ErrorSavedItemFolderNotFound
        ErrorSendAsDenied ErrorTokenSerializationDenied ErrorUnauthorizedClientAccessTokenRequest
        MailboxNotEnabledForRESTAPI MailboxNotSupportedForRESTAPI OrganizationFromTenantGuidNotFound
        Request_ResourceNotFound ResourceNotFound
    """,
    Concern.FULL: """
        ErrorExceededMaxRecipientLimitBlock ErrorExceededMaxRecipientLimitShowTierUpgrade ErrorExceededMessageLimit
        ErrorExceededMessageLimitShowTierUpgrade ErrorMessagePerFolderCountReceiveQuotaExceeded ErrorQuotaExceeded
        ErrorSubmissionQuotaExceeded
    """,
    Concern.NOT_NOW: """
        ErrorADOperation ErrorADSessionFilter ErrorADUnavailable ErrorCrossSiteRequest ErrorExceededConnectionCount
        ErrorInsufficientResources ErrorIrresolvableConflict ErrorMailboxFailover ErrorMailboxMoveInProgress
        ErrorMailboxStoreUnavailable ErrorNoApplicableProxyCASServersAvailable
        ErrorNoDestinationCASDueToKerberosRequirements ErrorNoDestinationCASDueToSSLRequirements
        ErrorNoDestinationCASDueToVersionMismatch ErrorNoOAuthServerAvailableForRequest
        ErrorNoRespondingCASInDestinationSite ErrorProxyGroupSidLimitExceeded ErrorProxyServiceDiscoveryFailed
        ErrorProxyTokenExpired ErrorServerBusy ErrorServiceDiscoveryFailed ErrorServiceUnavailable ErrorStaleObject
        ErrorTooManyObjectsOpened
    """,
}
CONCERNS: Mapping[str, Concern] = MappingProxyType(
    {code.casefold(): concern for concern, codes in _CODES.items() for code in codes.split()}
)


def concern_of(code: str) -> Concern | None:
    """None for a code that nobody has looked into: it kills no message."""
    return CONCERNS.get(code.casefold())
