"""What changed, as readers meet it: in sentences, on a page, as a feed, from the command line."""
