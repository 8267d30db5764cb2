"""The measures of the five seed documents: pure functions on arrays, each with its equation and its blind spots."""
