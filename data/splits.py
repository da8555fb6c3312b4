"""What indicators are split by: specialties, kinds of department, dates, questions."""

from __future__ import annotations

from data.censuses import COUNTING, EARLIER
from data.grades import CQC_DOMAINS

#: The treatment functions of RTT statistics ("specialties" on screen), in the publisher's order.
TREATMENT_FUNCTIONS: dict[str, str] = {
    "C_999": "All specialties",
    "C_100": "General surgery",
    "C_101": "Urology",
    "C_110": "Trauma and orthopaedics",
    "C_120": "Ear, nose and throat",
    "C_130": "Ophthalmology (eyes)",
    "C_140": "Oral surgery",
    "C_150": "Neurosurgery",
    "C_160": "Plastic surgery",
    "C_170": "Cardiothoracic surgery",
    "C_300": "General internal medicine",
    "C_301": "Gastroenterology",
    "C_320": "Cardiology (heart)",
    "C_330": "Dermatology (skin)",
    "C_340": "Respiratory medicine (lungs)",
    "C_400": "Neurology",
    "C_410": "Rheumatology (joints)",
    "C_430": "Elderly medicine",
    "C_502": "Gynaecology",
    "X02": "Other: medical",
    "X03": "Other: mental health",
    "X04": "Other: children",
    "X05": "Other: surgical",
    "X06": "Other: everything else",
}

#: The kinds of A&E department.
AE_TYPES: dict[str, str] = {
    "all": "All A&E departments",
    "type-1": "Major A&E (type 1)",
    "type-2": "Single specialty (type 2)",
    "other": "Minor injuries and urgent treatment (type 3)",
}

#: The themes of the Community Services Framework of Wales (2007).
COMMUNITY_THEMES: dict[str, str] = {
    "needs-assessment": "Community needs assessment",
    "service-reviews": "Service reviews: mapping and gaps",
    "planning": "Integrated planning and resources",
    "resource-mapping": "Resource mapping",
    "engagement": "Public and stakeholder engagement",
    "clinical-leadership": "Clinical leadership",
    "commissioning": "Commissioning",
}

SPLITS: dict[str, dict[str, str]] = {
    "treatment-function": TREATMENT_FUNCTIONS,
    "ae-type": AE_TYPES,
    "counting": COUNTING,
    "earlier": EARLIER,
    "cqc-domain": CQC_DOMAINS,
    "community-theme": COMMUNITY_THEMES,
    "none": {"all": "All"},
}
