"""The standard topics are sound data, and people find them by their own words."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from answer.kinds import AnswerKind, kind_of
from answer.naming_topics import find_topic
from answer.topics import TOPICS, Topic, ValueKind

every_topic = pytest.mark.parametrize("topic", [pytest.param(t, id=t.key) for t in TOPICS])


@every_topic
def test_key_is_a_stable_slug(topic: Topic) -> None:
    assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", topic.key)


@every_topic
def test_every_name_of_a_topic_finds_it(topic: Topic) -> None:
    for name in (topic.key, topic.title, *topic.aliases):
        assert find_topic(name) is topic, name


@every_topic
def test_questions_of_a_deadline_ask_for_a_time(topic: Topic) -> None:
    if topic.kind is ValueKind.DURATION:
        assert kind_of(topic.questions[0]) in (AnswerKind.DURATION, AnswerKind.WHEN)


@every_topic
def test_questions_speak_of_their_topic(topic: Topic) -> None:
    """Else the signs would drop an answer in the question's own words."""
    spoken = [q for q in topic.questions if topic.signs.search(q) or topic.telling.search(q)]
    assert spoken, topic.key


def test_keys_and_titles_are_unique() -> None:
    for names in ([t.key for t in TOPICS], [t.title for t in TOPICS]):
        assert max(Counter(names).values()) == 1


def test_no_alias_names_two_topics() -> None:
    names = Counter(alias for topic in TOPICS for alias in set(topic.aliases))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("slettefrist", "deletion", id="alias"),
        pytest.param("Slettefristen", "deletion", id="definite"),
        pytest.param("SIKKERHEDSBRUDDET", "breach_notice", id="case and form"),
        pytest.param("breach-notice", "breach_notice", id="key with a hyphen"),
        pytest.param("vaerneting", "law_and_venue", id="without Danish letters"),
        pytest.param("værneting", "law_and_venue", id="decomposed letters"),
        pytest.param("underdatabehandler varsel", "subprocessor_notice", id="two words"),
        pytest.param("opbevaring af loggen", "log_retention", id="phrase in another form"),
        pytest.param("tilsynet", "audit", id="audit"),
    ],
)
def test_topic_is_found_in_any_form(name: str, key: str) -> None:
    topic = find_topic(name)
    assert topic is not None
    assert topic.key == key


@pytest.mark.parametrize("name", ["", "  ", "?", "de", "flyrejser", "brud og sletning"])
def test_other_words_find_nothing(name: str) -> None:
    assert find_topic(name) is None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param("log_retention", "Aftalen løber i 24 måneder.", id="login is no log"),
        pytest.param("liability", "Den dataansvarlige er ansvarlig for lovligheden.", id="role"),
        pytest.param("law_and_venue", "Kunden har ret til indsigt.", id="a right is no law"),
        pytest.param("audit", "Anmeldelse sker til tilsynsmyndigheden.", id="authority"),
    ],
)
def test_near_words_are_no_sign(key: str, text: str) -> None:
    topic = find_topic(key)
    assert topic is not None
    assert topic.signs.search(text) is None
