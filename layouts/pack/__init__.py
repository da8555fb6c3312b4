"""A place's newsletter pack: pictures, captions, alternative texts, paragraphs and sources, ready to pass on."""
