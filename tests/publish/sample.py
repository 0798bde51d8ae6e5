"""A small release to test with: invented outlets, persons and streets, about publicly known days in Aleppo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from recount.model import (
    Actor,
    ActorKind,
    Bound,
    Findings,
    Grade,
    Graded,
    Harm,
    Period,
    PeriodId,
    Person,
    Place,
    Point,
    Precision,
    Profile,
    Quantity,
    Reason,
    Refusal,
    Release,
    Report,
    Scope,
    Snapshot,
    Span,
    StatementModality,
    Unaccounted,
    When,
    content_id,
    digest,
    to_json,
)
from tests.publish.builders import (
    Of,
    Said,
    Told,
    claim_of,
    figure_of,
    head_of,
    ids,
    incident_of,
    statement_of,
    use_of,
)

VICTIM = "Tarim Quellan"
NURSE = "Nadim Ostrand"
STREET = "Sabil Fountain Street"

ACTIVIST = Actor(
    name="activist at Aleppo Media Center", key="said:activist at alepo media center", kind=ActorKind.PRIVATE_PERSON
)
NAMED_NURSE = Actor(name=NURSE, key="said:nadim ostrand", kind=ActorKind.PRIVATE_PERSON)
RESCUERS = Actor(name="Syria Civil Defence", key="actor:syria-civil-defence", kind=ActorKind.CIVIL_DEFENCE)
RUSSIA = Actor(name="Russia", key="actor:russia", kind=ActorKind.STATE)
SYRIA = Actor(name="Syrian government", key="actor:syria", kind=ActorKind.STATE)
ARMY = Actor(name="Syrian army command", key="actor:syrian-army", kind=ActorKind.STATE_FORCES)
STATE_DEPARTMENT = Actor(name="State Department", key="actor:us-state-department", kind=ActorKind.STATE)
WIRE = Actor(name="Meridian Wire", key="actor:meridian-wire", kind=ActorKind.AGENCY)

CITY = Point(latitude=36.2021, longitude=37.1343, radius=9000, precision=Precision.CITY, gazetteer="geonames:170063")
QUARTER = Point(latitude=36.19, longitude=37.14, radius=900, precision=Precision.NEIGHBOURHOOD, gazetteer="sample:1")
SPOT = Point(latitude=36.19233, longitude=37.14456, radius=20, precision=Precision.EXACT, gazetteer="sample:2")

ALEPPO = Place(names=("Aleppo", "Syria"), keys=("alepo", "syria"), point=CITY, country="SY")
BUSTAN = Place(
    names=("Bustan al-Qasr", "Aleppo", "Syria"), keys=("bustan qasr", "alepo", "syria"), point=QUARTER, country="SY"
)
FARDOUS = Place(
    names=("al-Fardous", "Aleppo", "Syria"),
    keys=("fardus", "alepo", "syria"),
    point=replace(QUARTER, latitude=36.185, longitude=37.155, gazetteer="sample:3"),
    country="SY",
)
ON_THE_STREET = Place(
    names=(STREET, "Bustan al-Qasr", "Aleppo", "Syria"),
    keys=("sabil fountain stret", "bustan qasr", "alepo", "syria"),
    point=SPOT,
    country="SY",
)

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2016, 10, day) for day in (11, 12, 13, 14, 15))


REPORTS = (
    Report(
        given_id="herald-1",
        outlet="Orontes Herald",
        published=TUESDAY,
        title="Quarter struck again",
        text="At least 50 people were killed when warplanes hit Bustan al-Qasr on Tuesday, an activist at Aleppo Media "
        "Center said.",
        url="https://herald.example/quarter-struck-again",
    ),
    Report(
        given_id="wire-2",
        outlet="Meridian Wire",
        published=WEDNESDAY,
        title="Nurse Nadim Ostrand counts the dead",
        text="Nadim Ostrand, a nurse, said that 72 bodies had been brought from Sabil Fountain Street by nightfall, "
        "among them Tarim Quellan, 9. At least 87 people were injured.",
        url="https://wire.example/nadim-ostrand-counts",
    ),
    Report(
        given_id="ledger-3",
        outlet="Levant Ledger",
        published=FRIDAY,
        title="Three days of raids on the eastern districts",
        text="At least 160 people have died in three days of raids that began on Tuesday, an activist at Aleppo Media "
        "Center said: 81 on the first day in Bustan al-Qasr and at least 45 a day later in al-Fardous. "
        "The army command denied that homes had been hit. Envoys will meet in Lausanne on Saturday, the State "
        "Department said.",
        url="https://ledger.example/three-days",
    ),
    Report(
        given_id="nine-4",
        outlet="Channel Nine",
        title="Rockets on the western half",
        text="Rockets fell beside a school in the west of the city and killed four children. Dozens were hurt.",
    ),
    Report(
        given_id="wire-5",
        outlet="Meridian Wire",
        published=THURSDAY,
        title="Rescuers raise toll",
        text="Civil defence teams put the toll of Tuesday's raid on Bustan al-Qasr at 86, twelve of them children.",
        url="javascript:alert(1)",
    ),
)
HERALD, NURSES, LEDGER, NINE, RAISED = REPORTS


TUE, WED = (TUESDAY, TUESDAY), (WEDNESDAY, WEDNESDAY)
NO_DAY = Refusal(kind="no_day", sentence="The report has no date and the words name no day.")

EARLY = claim_of(
    HERALD,
    "At least 50 people",
    Said(value=50, bound=Bound.AT_LEAST, days=TUE, place=BUSTAN, source=ACTIVIST, by=(RUSSIA,)),
)
BODIES = claim_of(
    NURSES,
    "72 bodies",
    Said(value=72, days=TUE, place=ON_THE_STREET, source=NAMED_NURSE),
)
BOY = claim_of(
    NURSES,
    "Tarim Quellan, 9",
    Said(
        value=1,
        days=TUE,
        place=ON_THE_STREET,
        source=NAMED_NURSE,
        scope=Scope.PART,
        who=("children",),
        persons=(Person(name=VICTIM, span=Span(start=0, end=1), age=9, sex="male"),),
    ),
)
HURT = claim_of(
    NURSES,
    "At least 87 people",
    Said(value=87, bound=Bound.AT_LEAST, harm=Harm.INJURED, days=TUE, place=BUSTAN, origins=("outlet:meridian",)),
)
TOTAL = claim_of(
    LEDGER,
    "At least 160 people",
    Said(value=160, bound=Bound.AT_LEAST, days=(TUESDAY, THURSDAY), place=ALEPPO, source=ACTIVIST, scope=Scope.PERIOD),
)
FIRST_DAY = claim_of(
    LEDGER,
    "81",
    Said(value=81, days=TUE, place=BUSTAN, source=ACTIVIST, by=(RUSSIA, SYRIA), scope=Scope.PART),
)
SECOND_DAY = claim_of(
    LEDGER,
    "at least 45",
    Said(value=45, bound=Bound.AT_LEAST, days=WED, place=FARDOUS, source=ACTIVIST, scope=Scope.PART),
)
CHILDREN = claim_of(
    NINE,
    "four children",
    Said(value=4, place=ALEPPO, who=("children",), refusals=(NO_DAY,), origins=("outlet:channel-nine",)),
)
DOZENS = claim_of(
    NINE,
    "Dozens",
    Said(value=24, place=ALEPPO, bound=Bound.VAGUE, word="dozens", harm=Harm.INJURED, refusals=(NO_DAY,)),
)
RESCUED = claim_of(
    RAISED,
    "86",
    Said(value=86, days=TUE, place=BUSTAN, source=RESCUERS, via=(WIRE,)),
)
TWELVE = claim_of(
    RAISED,
    "twelve of them children",
    Said(value=12, days=TUE, place=BUSTAN, source=RESCUERS, via=(WIRE,), who=("children",), scope=Scope.PART),
)
CLAIMS = (EARLY, BODIES, BOY, HURT, TOTAL, FIRST_DAY, SECOND_DAY, CHILDREN, DOZENS, RESCUED, TWELVE)


DENIAL = statement_of(
    LEDGER, "denied that homes had been hit", Told(kind="denial", who=(ARMY,), day=FRIDAY, place=ALEPPO, source=ARMY)
)
TALKS = statement_of(
    LEDGER,
    "Envoys will meet in Lausanne on Saturday",
    Told(
        kind="meeting",
        who=(RUSSIA, STATE_DEPARTMENT),
        what="talks on Syria",
        day=SATURDAY,
        place=Place(names=("Lausanne", "Switzerland"), keys=("lausane", "switzerland"), country="CH"),
        source=STATE_DEPARTMENT,
        modality=StatementModality.PLANNED,
        new=True,
    ),
)
SCHOOL = statement_of(
    NINE, "Rockets fell beside a school", Told(kind="attack", infrastructure=("school",), place=ALEPPO)
)
STATEMENTS = (DENIAL, TALKS, SCHOOL)

BUSTAN_RAID = incident_of(
    f"{STREET}, Bustan al-Qasr, airstrike",
    (EARLY, BODIES, BOY, HURT, FIRST_DAY, RESCUED, TWELVE),
    day=TUESDAY,
    place=ON_THE_STREET,
    by=(RUSSIA, SYRIA),
)
FARDOUS_RAID = incident_of("al-Fardous, airstrike", (SECOND_DAY,), day=WEDNESDAY, place=FARDOUS)
WESTERN_HALF = incident_of("Western Aleppo, shelling", (CHILDREN, DOZENS), day=None, place=ALEPPO)
BUSTAN_EARLIER = incident_of("Bustan al-Qasr, airstrike", (EARLY,), day=TUESDAY, place=BUSTAN, by=(RUSSIA,))
WITHDRAWN = replace(incident_of("Castello, shelling", (TOTAL,), day=TUESDAY, place=ALEPPO), claims=(), reports=())

KILLED = figure_of(
    BUSTAN_RAID,
    (72, 81, 86),
    [
        use_of(FIRST_DAY, "The latest toll of its source."),
        use_of(BODIES, "A standing toll of its own source."),
        use_of(RESCUED, "A standing toll of its own source."),
        use_of(EARLY, "Replaced by the same source's later 81.", used=False),
        use_of(BOY, "One person within the toll.", used=False),
    ],
)
OF_THEM_CHILDREN = figure_of(
    BUSTAN_RAID, (12, 12, 12), [use_of(TWELVE, "The only toll of children.")], Of(group="children")
)
INJURED = figure_of(BUSTAN_RAID, (87, 87, 87), [use_of(HURT, "The only toll.")], Of(harm=Harm.INJURED, open_high=True))
SECOND = figure_of(FARDOUS_RAID, (45, 45, 45), [use_of(SECOND_DAY, "The only toll.")], Of(open_high=True))
FOUR = figure_of(WESTERN_HALF, (4, 4, 4), [use_of(CHILDREN, "The only toll.")])

THREE_DAYS = Period(
    id=PeriodId(content_id("period", *ids(TOTAL))),
    label="Aleppo, three days",
    harm=Harm.KILLED,
    when=When(start=TUESDAY, end=THURSDAY),
    where=ALEPPO,
    claims=ids(TOTAL),
    contains=tuple(sorted((BUSTAN_RAID.id, FARDOUS_RAID.id))),
)
LEFT = Unaccounted(
    period=THREE_DAYS.id,
    stated=160,
    accounted=126,
    left=34,
    remainder=Quantity(low=0, high=None),
    reason=Reason(rule="stated_values", sentence="The total's 160 less the 81 and the 45 stated inside it."),
)

GRADES = (
    Graded(
        incident=BUSTAN_RAID.id,
        grade=Grade.FAIR,
        reason=Reason(rule="two_origins", sentence="Three independent origins report it and name an attacker."),
        raise_by="Confirmed if an accused party accepts responsibility.",
    ),
    Graded(
        incident=FARDOUS_RAID.id,
        grade=Grade.WEAK,
        reason=Reason(rule="single_origin", sentence="One origin reports it."),
        raise_by="Fair if a second independent origin reports it.",
    ),
    Graded(
        incident=WESTERN_HALF.id,
        grade=Grade.WEAK,
        reason=Reason(rule="single_origin", sentence="One origin reports it."),
        raise_by="Fair if a second independent origin reports it.",
    ),
)


def snapshot_of(number: int, made: str, findings: Findings) -> Snapshot:
    """The findings as a snapshot."""
    return Snapshot(number=number, made=made, digest=digest(to_json(findings)), findings=findings)


NOW = snapshot_of(
    2,
    "2016-10-15T06:00:00Z",
    Findings(
        incidents=(BUSTAN_RAID, FARDOUS_RAID, WESTERN_HALF),
        periods=(THREE_DAYS,),
        figures=(KILLED, OF_THEM_CHILDREN, INJURED, SECOND, FOUR),
        grades=GRADES,
        unaccounted=(LEFT,),
    ),
)
BEFORE = snapshot_of(
    1,
    "2016-10-12T06:00:00Z",
    Findings(
        incidents=(BUSTAN_EARLIER, WITHDRAWN),
        figures=(
            figure_of(BUSTAN_EARLIER, (50, 50, 50), [use_of(EARLY, "The only toll.")], Of(open_high=True)),
            figure_of(WITHDRAWN, (30, 30, 30), []),
        ),
        grades=(replace(GRADES[1], incident=BUSTAN_EARLIER.id),),
    ),
)


def sample_release() -> Release:
    """The second snapshot against the first, nothing withheld."""
    return Release(
        profile=Profile.INTERNAL,
        snapshot=NOW,
        before=BEFORE,
        reports=tuple(head_of(report) for report in REPORTS),
        claims=CLAIMS,
        statements=STATEMENTS,
    )


def first_release() -> Release:
    """The second snapshot as if it were the record's first."""
    return replace(sample_release(), snapshot=replace(NOW, number=1), before=None)
