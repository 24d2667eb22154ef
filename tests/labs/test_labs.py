"""What every lab promises, whatever it shows."""

import json

import pytest

from fieldguide import labs

LABS = labs.labs()
FIELDS = [(lab, name) for lab in LABS for name in lab.Params.model_fields]
NONSENSE = ["\x00", "\ud800", "((((", "1=2", "é\u2028", "-1e999", "nan", "9" * 4000, "\n"]


def test_they_stand_in_their_order():
    names = [lab.name for lab in LABS]
    assert names[:4] == ["collapse", "vanish", "die", "bend"]
    assert len({*names}) == len(names)
    assert all(labs.get(lab.name) is lab for lab in LABS)


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_a_lab_tells_what_a_page_needs(lab):
    told = json.loads(json.dumps(labs.described(lab)))
    assert told["title"]
    assert told["purpose"].endswith(".")
    assert all(told["fields"].values())
    assert not lab.presets[0].params
    assert len({preset.slug for preset in lab.presets}) == len(lab.presets)


@pytest.mark.parametrize(
    ("lab", "preset"),
    [
        pytest.param(lab, preset, id=f"{lab.name}-{preset.slug}")
        for lab in LABS
        for preset in lab.presets
    ],
)
def test_a_preset_is_written_as_in_a_url(lab, preset):
    given = labs.read(lab, preset.params.items()).model_dump(mode="json")
    usual = lab.Params().model_dump(mode="json")
    # A value that is the default's would not be told in a URL.
    assert {name for name in given if given[name] != usual[name]} == {*preset.params}
    assert preset.title
    assert preset.story.endswith(".")


@pytest.mark.parametrize(
    ("lab", "name"), [pytest.param(lab, name, id=f"{lab.name}.{name}") for lab, name in FIELDS]
)
def test_a_parameter_has_what_a_control_needs(lab, name):
    field = labs.schema(lab)["properties"][name]
    assert field["title"]
    assert field["description"].endswith(".")
    assert "default" in field
    if field["type"] in ("integer", "number"):
        assert field["minimum"] <= field["default"] <= field["maximum"]
        if field.get("scale") == "log":
            assert field["minimum"] > 0
    elif "enum" not in field:
        assert field["control"] in ("activation", "activations", "points")


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize(
    ("lab", "name"), [pytest.param(lab, name, id=f"{lab.name}.{name}") for lab, name in FIELDS]
)
def test_nonsense_is_one_line(lab, name, nonsense):
    with pytest.raises(labs.LabError) as caught:
        labs.read(lab, [(name, nonsense)])
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1000
