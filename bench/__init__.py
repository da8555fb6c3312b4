"""What the atlas promises to be (fast, small), measured in a real browser and beside peers."""
