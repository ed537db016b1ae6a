"""How right a replayed story was decided, and what tracker ids changed about it."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from story import WINDOW, Event


@dataclass(frozen=True)
class Answer:
    """What a service said of an event's one row."""

    person: str
    is_new: bool
    inferred: bool
    failed: bool  # nothing was recognised
    gray: bool

    @classmethod
    def parse(cls, document: dict) -> "Answer":
        """Python's answers have no `decision` and no `timings`: it looks at everything."""
        row = document["detections"][0]
        return cls(row["personId"], row["isNew"], document.get("timings", {}).get("embed", 1) > 0,
                   row.get("decision") in ("failopen", "insufficient"), "gray" in row.get("reason", ()))


def visits(story: Sequence[Event]) -> list[list[int]]:
    """Positions of the events of one true person, without a gap after which anybody counts as new."""
    of: dict[str, list[list[int]]] = collections.defaultdict(list)
    for position, event in enumerate(story):
        known = of[event.person]
        if not known or event.time - story[known[-1][-1]].time > 1000 * WINDOW:
            known.append([])
        known[-1].append(position)
    return [visit for known in of.values() for visit in known]


def merged(story: Sequence[Event], answers: Sequence[Answer]) -> tuple[int, set[frozenset[str]]]:
    """How many ids hold several true people, and which people share one."""
    holds: dict[str, set[str]] = collections.defaultdict(set)
    for event, answer in zip(story, answers):
        holds[answer.person].add(event.person)
    pairs = {frozenset(pair) for people in holds.values() for pair in itertools.combinations(sorted(people), 2)}
    return sum(len(people) > 1 for people in holds.values()), pairs


def other_identity(one: Sequence[Answer], other: Sequence[Answer]) -> int:
    """Events outside the best pairing of the one's ids with the other's: ids differ between runs, who shares one must not."""
    together = collections.Counter((a.person, b.person) for a, b in zip(one, other))
    used: set[str] = set()
    paired = 0
    for (a, b), count in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        if "a" + a not in used and "b" + b not in used:
            used |= {"a" + a, "b" + b}
            paired += count
    return len(one) - paired


def compare(story: Sequence[Event], tracks: Sequence[Answer], none: Sequence[Answer]) -> dict:
    (mixed_tracks, pairs_tracks), (mixed_none, pairs_none) = merged(story, tracks), merged(story, none)
    stays = visits(story)

    def told(answers: Sequence[Answer]) -> dict:
        news = [sum(answers[position].is_new for position in visit) for visit in stays]
        return {"missed": sum(count == 0 for count in news), "surplus": sum(max(0, count - 1) for count in news)}

    return {"isNewDiffers": sum(a.is_new != b.is_new for a, b in zip(tracks, none)), "identityDiffers": other_identity(tracks, none),
            "inferredWithoutTracks": sum(answer.inferred for answer in none), "visits": len(stays),
            "mixedIds": {"tracks": mixed_tracks, "none": mixed_none},
            "mergedPairs": {"tracks": len(pairs_tracks), "none": len(pairs_none), "onlyTracks": len(pairs_tracks - pairs_none)},
            "onlyTracks": sorted(sorted(pair) for pair in pairs_tracks - pairs_none),
            "newcomers": {"tracks": told(tracks), "none": told(none)}}


def show(found: dict) -> None:
    mixed, pairs, news = found["mixedIds"], found["mergedPairs"], found["newcomers"]
    print(f"decisions changed by tracks: isNew of {found['isNewDiffers']} events, identity of {found['identityDiffers']}")
    print(f"{'':34} {'with tracks':>12} {'no tracks':>10}")
    for title, values in [
        ("ids that hold several true people", (mixed["tracks"], mixed["none"])),
        ("pairs of people that share an id", (pairs["tracks"], pairs["none"])),
        (f"of {found['visits']} visits, nobody was told of", (news["tracks"]["missed"], news["none"]["missed"])),
        ("told of once too often", (news["tracks"]["surplus"], news["none"]["surplus"])),
    ]:
        print(f"{title:34} {values[0]:>12} {values[1]:>10}")
    print(f"pairs merged only with tracks: {pairs['onlyTracks']} (must be 0)")
