"""Who near me is quickest: a form, a map and a list of who treats near a place."""
