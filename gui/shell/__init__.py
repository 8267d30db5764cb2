"""Between the app and the system it starts on: one instance a user, the size of everything."""
