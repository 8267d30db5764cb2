"""Training a model of one's own samples: a process beside the app, watched and steered from a view."""
