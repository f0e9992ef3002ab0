"""Envelopes, answers and refusals, in the words of Exchange Web Services."""

from lxml import etree

S_NS = "http://schemas.xmlsoap.org/soap/envelope/"
T_NS = "http://schemas.microsoft.com/exchange/services/2006/types"
M_NS = "http://schemas.microsoft.com/exchange/services/2006/messages"
E_NS = "http://schemas.microsoft.com/exchange/services/2006/errors"
S, T, M, E = (f"{{{namespace}}}" for namespace in (S_NS, T_NS, M_NS, E_NS))
NSMAP = {"s": S_NS, "t": T_NS, "m": M_NS}
NS = {"t": T_NS, "m": M_NS}
VERSION = {
    "MajorVersion": "15",
    "MinorVersion": "2",
    "MajorBuildNumber": "2562",
    "MinorBuildNumber": "17",
    "Version": "V2017_07_11",
}


class Refused(Exception):
    """One part of a request is refused, in the response message of that part."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code, self.text = code, text


class Failed(Exception):
    """The whole request is refused, by a SOAP fault."""

    def __init__(self, code, text, values=None):
        super().__init__(f"{code}: {text}")
        self.code, self.text, self.values = code, text, values or {}


class Crashed(Exception):
    """The server gives up without saying anything in SOAP."""


def element(tag, *content, **attributes):
    """An element with children, or with a text; None is left out."""
    made = etree.Element(tag, attributes, nsmap={"t": T_NS, "m": M_NS})
    for part in content:
        if isinstance(part, str):
            made.text = part
        elif part is not None:
            made.append(part)
    return made


def t(name, *content, **attributes):
    return element(T + name, *content, **attributes)


def m(name, *content, **attributes):
    return element(M + name, *content, **attributes)


def local(node):
    return etree.QName(node).localname


def children(node):
    """The child elements, without comments."""
    return [] if node is None else [child for child in node if isinstance(child.tag, str)]


def envelope(*content):
    head = element(S + "Header", t("ServerVersionInfo", **VERSION))
    whole = etree.Element(S + "Envelope", nsmap=NSMAP)
    whole.append(head)
    whole.append(element(S + "Body", *content))
    return whole


def fault(code, text, values=None):
    """A fault as Exchange words it; `values` go into MessageXml."""
    made = etree.Element(S + "Fault", nsmap=NSMAP)
    etree.SubElement(made, "faultcode").text = f"t:{code}" if code else "s:Server"
    words = etree.SubElement(made, "faultstring")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}lang", "en-US")
    if not code:
        return envelope(made)
    detail = etree.SubElement(made, "detail")
    etree.SubElement(detail, E + "ResponseCode", nsmap={"e": E_NS}).text = code
    etree.SubElement(detail, E + "Message", nsmap={"e": E_NS}).text = text
    if values:
        detail.append(t("MessageXml", *(t("Value", value, Name=name) for name, value in values.items())))
    return envelope(made)


def success(name, *content):
    return m(name, m("ResponseCode", "NoError"), *content, ResponseClass="Success")


def refusal(name, refused, *content):
    return m(
        name,
        m("MessageText", refused.text),
        m("ResponseCode", refused.code),
        m("DescriptiveLinkKey", "0"),
        *content,
        ResponseClass="Error",
    )


def written(document):
    return etree.tostring(document, xml_declaration=True, encoding="utf-8")
