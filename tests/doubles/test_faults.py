"""Which request goes wrong, and how."""

import pytest

from tests.doubles.faults import Fault, Faults


def drawn(faults, operations):
    return [faults.draw(operation, number) for number, operation in enumerate(operations, 1)]


def test_nothing_goes_wrong_until_it_is_told_to():
    assert drawn(Faults(), ["CreateItem"] * 50) == [None] * 50


def test_a_script_strikes_its_operation_as_often_as_it_says():
    faults = Faults()
    faults.settle(script=[{"operation": "SendItem", "kind": "reset", "when": "after", "times": 2}])
    assert drawn(faults, ["CreateItem", "SendItem", "SendItem", "SendItem"]) == [
        None,
        Fault("reset", "after"),
        Fault("reset", "after"),
        None,
    ]
    assert [entry["request"] for entry in faults.injected()] == [2, 3]


def test_the_same_seed_draws_the_same_faults_and_another_does_not():
    one, same, other = Faults(), Faults(), Faults()
    one.settle(seed=1, rate=0.7)
    same.settle(seed=1, rate=0.7)
    other.settle(seed=2, rate=0.7)
    operations = ["CreateItem"] * 200
    first = drawn(one, operations)
    assert first == drawn(same, operations)
    assert first != drawn(other, operations)
    assert 110 < sum(fault is not None for fault in first) < 170
    assert {(fault.kind, fault.when) for fault in first if fault} == {
        (kind, when)
        for kind in ("hang", "reset", "401", "429", "503", "500_html", "busy", "truncated")
        for when in ("before", "after")
    }


def test_new_settings_end_the_old_ones():
    faults = Faults()
    faults.settle(rate=1.0)
    faults.settle()
    assert drawn(faults, ["CreateItem"] * 20) == [None] * 20


def test_a_fault_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="no such fault: explode before"):
        Faults().settle(script=[{"kind": "explode"}])
