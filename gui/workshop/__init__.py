"""Training in the app: data report, a run that is watched, its model loaded."""
