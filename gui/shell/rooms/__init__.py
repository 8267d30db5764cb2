"""The rooms behind the window's tabs: each makes its view when it is first looked at, and connects it to the app."""
