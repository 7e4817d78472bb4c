"""Where data lives: datasets as folders, their versions, and what is kept to start fast."""
