"""Marks of Markdown within a line: each is blanked out where it stands.

Every function returns a text of the same length. What an escape or code protects is a place
holder meanwhile, which no pattern of a mark matches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BLANK: Final = "\u200b"  # cleaning drops it
PROTECTED: Final = "\ue000"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCED: Final = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$", re.M)
_CHARACTER: Final = re.compile(r"[^\r\n]")

# "<navn på kunden>" is a place to fill in, so only the names of HTML make a tag.
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|center|code|dd|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd"
    r"|li|mark|ol|p|pre|q|section|small|span|strong|sub|summary|sup|table|tbody|tfoot|thead|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_CELL_TAG: Final = re.compile(r"<(?P<end>/?)t[dh](?:\s[^<>]{0,500})?>", re.I)
_BREAK_TAG: Final = re.compile(r"<br\s{0,5}/?>", re.I)
_RAISED_TAG: Final = re.compile(r"<sup>(\d{1,3})</sup>", re.I)
_STRUCK: Final = re.compile(
    r"~~(?=\S)[^~\n]{1,500}~~|<(?P<tag>s|del|strike)>[^<\n]{0,500}</(?P=tag)>", re.I
)
_AUTOLINK: Final = re.compile(
    r"<((?:https?://|mailto:)[^<>\s]{1,500}|[\w.+-]{1,80}@[\w.-]{1,200})>"
)

_TARGET: Final = (
    r"""(?:<[^<>\n]{0,500}>|[^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,9})"""
    r"""(?:[ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?"""
)
_IMAGE: Final = re.compile(rf"!\[[^\]\n]{{0,500}}\](?:\({_TARGET}\)|\[[^\]\n]{{0,100}}\])")
_LINK: Final = re.compile(rf"\[([^\[\]\n]{{1,1000}})\](\({_TARGET}\))")
_NAMED_LINK: Final = re.compile(r"\[([^\[\]\n]{1,1000})\](\[([^\[\]\n]{0,100})\])")
_LINK_NAME: Final = re.compile(
    r"""^ {0,3}\[(?!\^)([^\[\]\n]{1,100})\]:[ \t]*(?:<|https?:|mailto:|[./#])[^\n]*$""", re.M
)
_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:", re.M)
_NOTE_MARK: Final = re.compile(r"\[\^([^\]\s]{1,40})\]:?")

_STARS: Final = re.compile(r"(?<!\*)\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?!\*)")
_LINES: Final = re.compile(r"(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])")
_STAR: Final = re.compile(r"(?<![\w*])(\*)(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])(\*)(?![\w*])")
_LINE: Final = re.compile(r"(?<![\w_])(_)(?=[^\s_])([^_\n]{1,1000})(?<=[^\s_])(_)(?![\w_])")


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Put characters that cleaning drops in place of what a pattern matches."""
    return pattern.sub(lambda match: _blanks(match[0]), text)


def protect(text: str) -> str:
    """Blank the marks of code and escapes; hide what stands in them from other patterns."""
    text = _protect_fenced(text)
    text = _CODE.sub(lambda match: BLANK + PROTECTED * len(match[1]) + BLANK, text)
    return _ESCAPE.sub(BLANK + PROTECTED, text)


def restore(text: str, *, raw: str) -> str:
    """Return ``text`` with what was hidden, as it stands in ``raw``."""
    return "".join(
        theirs if mine == PROTECTED else mine for mine, theirs in zip(text, raw, strict=True)
    )


def unmark_tags(text: str) -> str:
    """Blank comments, tags, and what is struck out."""
    text = _blank_comments(text)
    text = blank(_STRUCK, text)
    text = _RAISED_TAG.sub(lambda match: _fit(match[1].translate(_RAISED), match[0]), text)
    text = _CELL_TAG.sub(lambda match: _fit("\t" if match["end"] else "", match[0]), text)
    lines = [
        _BREAK_TAG.sub(lambda match: _fit(" ", match[0]), line)
        if "|" in line
        else _BREAK_TAG.sub(lambda match: _fit("\n", match[0]), line)
        for line in text.split("\n")
    ]
    text = blank(_TAG, "\n".join(lines))
    return _AUTOLINK.sub(lambda match: f"{BLANK}{match[1]}{BLANK}", text)


def unmark_links(text: str) -> str:
    """Keep the words of links, blank their addresses; raise the marks of footnotes."""
    text = _raise_notes(blank(_IMAGE, text))
    names = {match[1].lower() for match in _LINK_NAME.finditer(text)}
    text = blank(_LINK_NAME, text)
    text = _LINK.sub(_unlink, text)
    return _NAMED_LINK.sub(
        lambda match: _unlink(match) if (match[3] or match[1]).lower() in names else match[0], text
    )


def unmark_emphasis(text: str) -> str:
    """Blank the stars and lines around emphasised words, not those to fill in or footnotes'."""
    text = blank(_LINES, blank(_STARS, text))
    for pattern in (_STAR, _LINE):
        text = pattern.sub(lambda match: f"{BLANK}{match[2]}{BLANK}", text)
    return text


def _blanks(text: str) -> str:
    return _CHARACTER.sub(BLANK, text)


def _fit(shown: str, replaced: str) -> str:
    return shown + BLANK * (len(replaced) - len(shown))


def _unlink(match: re.Match[str]) -> str:
    return f"{BLANK}{match[1]}{BLANK}{_blanks(match[2])}"


def _protect_fenced(text: str) -> str:
    parts: list[str] = []
    position, fence = 0, ""
    for match in _FENCED.finditer(text):
        if fence and (not match["marks"].startswith(fence) or match["info"].strip()):
            continue
        between = text[position : match.start()]
        parts.append(_CHARACTER.sub(PROTECTED, between) if fence else between)
        parts.append(_blanks(match[0]))
        position, fence = match.end(), "" if fence else match["marks"]
    rest = text[position:]
    return "".join([*parts, _CHARACTER.sub(PROTECTED, rest) if fence else rest])


def _blank_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[position:start], _blanks(text[start : end + 3])]
        position = end + 3
    return "".join([*parts, text[position:]])


def _raise_notes(text: str) -> str:
    """Write footnotes and their marks with raised digits, numbered as a renderer does."""
    labels = {match[1] for match in _NOTE.finditer(text)}
    numbers = _number_notes([m[1] for m in _NOTE_MARK.finditer(text) if m[1] in labels])

    def raised(match: re.Match[str]) -> str:
        number = numbers.get(match[1])
        if number is None:
            return match[0]
        # A colon after a mark in the text is the sentence's own.
        opens = match[0].endswith(":") and _NOTE.match(text, text.rfind("\n", 0, match.start()) + 1)
        shown = str(number).translate(_RAISED)
        if opens or not match[0].endswith(":"):
            return _fit(shown, match[0])
        return f"{_fit(shown, match[0][:-1])}:"

    return _NOTE_MARK.sub(raised, text)


def _number_notes(labels: list[str]) -> Mapping[str, int]:
    if all(label.isascii() and label.isdigit() and len(label) <= 3 for label in labels):
        return {label: int(label) for label in labels}
    return {label: i for i, label in enumerate(dict.fromkeys(labels), start=1)}
