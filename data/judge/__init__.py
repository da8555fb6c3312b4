"""Is it chance? Verdicts from a place's own history (XmR charts) and from its peers (funnel limits)."""
