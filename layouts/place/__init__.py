"""The page of one place: everything known of a trust, a council or a larger area, and the bridge between them."""
