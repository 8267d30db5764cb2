from hypothesis import given
from hypothesis import strategies as st

from training.data.labels import KIT_ORDER, in_kit_order


@given(st.sets(st.sampled_from([*KIT_ORDER, "zap", "agogo"])))
def test_known_classes_come_first_in_kit_order_then_the_alphabet(labels):
    order = in_kit_order(labels)
    assert set(order) == labels
    known = [label for label in order if label in KIT_ORDER]
    assert known == [label for label in KIT_ORDER if label in labels]
    assert list(order[len(known) :]) == sorted(labels - set(KIT_ORDER))
