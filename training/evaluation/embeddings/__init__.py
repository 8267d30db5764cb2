"""Networks that turn a sound into numbers whose distances mean something: YAMNet, VGGish; and what they share."""
