"""New official files: found on the publishers' pages, fetched with care, checked, built in and put on the shelf."""
