from gui.shell.scaling import PERCENTAGES, apply_scaling


def test_qt_is_told_the_factor_unless_the_environment_has_one() -> None:
    for percent, expected in ((100, {}), (150, {"QT_SCALE_FACTOR": "1.5"}), (200, {"QT_SCALE_FACTOR": "2"}), (133, {})):
        environment: dict[str, str] = {}
        apply_scaling(percent, environment)
        assert environment == expected
    own = {"QT_SCALE_FACTOR": "1.25"}
    apply_scaling(200, own)
    assert own == {"QT_SCALE_FACTOR": "1.25"}
    assert (PERCENTAGES[0], PERCENTAGES[-1]) == (100, 200)
