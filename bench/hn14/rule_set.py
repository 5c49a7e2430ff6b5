"""The numbers of HN-14, read by every engine: six services now, six by stages, two examinations, settlement by size.

Only the shape comes from Hunan's opinion (四(二), 三); the numbers are invented. Periods are half-open but for
`permit_until`, which is the last valid day. Years and months are added forward and clamp to the end of the month.
"""

from datetime import date

AS_OF = date(2020, 5, 20)  # before the change of 2021, which every first day has to look across
HORIZON = date(2030, 5, 20)

NOW = ("employment_service", "basic_education", "basic_health", "family_planning", "public_culture", "certificates")
CHANGES = (date(2016, 1, 1), date(2018, 1, 1), date(2021, 7, 1))
# years of residence and months of insurance from each change on; elder_care becomes harder in 2021 on purpose
BY_STAGES = {
    "vocational_aid": ((2, 12), (1, 6), (1, 0)),
    "job_support": ((1, 6), (1, 3), (0, 3)),
    "housing": ((5, 36), (3, 24), (2, 12)),
    "elder_care": ((4, 30), (2, 12), (3, 18)),
    "welfare": ((3, 24), (2, 15), (1, 10)),
    "assistance": ((6, 48), (5, 30), (3, 20)),
}
SETTLE_YEARS = (3, 2, 1)
SETTLE_POINTS = (120, 100, 90)
OUTPUTS = (*NOW, *BY_STAGES, "zhongkao", "gaokao", "settlement")

SCHOOL_YEARS, SCHOOL_GAP = 3, 92
JOB_GAP, STABLE_JOB_MONTHS = 31, 6
CITY_OF_TIER = {1: "430381", 2: "430700", 3: "430400", 4: "430100"}
STATUSES = ("valid", "suspended", "cancelled")
HOMES = ("none", "own", "rent", "dormitory")
STAGES = ("primary", "junior", "senior")


def points(years_here: int, months_insured: int, years_at_work: int, owns: bool) -> int:
    """Return the points of a tier-4 city."""
    return 10 * min(years_here, 10) + min(months_insured, 60) + 5 * min(years_at_work, 10) + 20 * owns
