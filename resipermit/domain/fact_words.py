"""The words that a facts document may use where it has a closed list; rule files ask for facts by the same words."""

RELATIONS = ("spouse", "child", "parent", "guardian", "other")
DWELLINGS = (
    "own",
    "rented_registered",
    "rented_unregistered",
    "employer_dormitory",
    "school_dormitory",
    "hosted",
    "site_shed",
    "shelter",
    "none",
)
EMPLOYMENT_KINDS = ("labour_contract", "public_institution", "dispatch", "self_employed", "informal")
SCHEMES = ("pension", "medical", "unemployment", "injury", "maternity", "resident_medical")
INSURANCE_KINDS = ("regular", "make_up", "transferred")
TENURES = ("own", "rent", "dormitory", "relatives")
SCHOOL_STAGES = ("kindergarten", "primary", "junior", "senior", "vocational", "university")
SCHOOL_STATUSES = ("attending", "suspended", "approved_leave")
EXAMS = ("zhongkao", "proficiency", "gaokao", "vocational_exam")
HIGHEST_GRADE = 16
STANDINGS = ("none", "in_use", "suspended", "cancelled", "revoked", "unknown")  # of a permit, as `Standing`
