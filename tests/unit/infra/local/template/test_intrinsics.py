"""Intrinsic functions give what CloudFormation gives."""

from typing import Any

import pytest

from infra.local.template.intrinsics import UnresolvableError, resolve


class Names:
    """A scope with a few names."""

    def ref(self, name: str) -> Any:
        """Return a name in brackets."""
        return {"AWS::Region": "eu-west-2"}.get(name, f"<{name}>")

    def attribute(self, logical_id: str, name: str) -> Any:
        """Return both names in brackets."""
        return f"<{logical_id}.{name}>"

    def imported(self, export: str) -> Any:
        """Return an export's name, marked."""
        return f"imported {export}"

    def condition(self, name: str) -> bool:
        """Only `Yes` holds."""
        return name == "Yes"

    def mapped(self, mapping: str, first: str, second: str) -> Any:
        """Return the path of an entry."""
        return f"{mapping}/{first}/{second}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Table"}, "<Table>"),
        ({"Fn::GetAtt": ["Table", "Arn"]}, "<Table.Arn>"),
        ({"Fn::GetAtt": "Table.Stream.Arn"}, "<Table.Stream.Arn>"),
        ({"Fn::Join": ["/", ["a", {"Ref": "B"}, 3]]}, "a/<B>/3"),
        ({"Fn::Select": ["1", {"Fn::Split": ["/", "a/b/c"]}]}, "b"),
        ({"Fn::Sub": "${A}-${B.Arn}-${!C}"}, "<A>-<B.Arn>-${C}"),
        ({"Fn::Sub": ["${A}/${AWS::Region}", {"A": {"Ref": "X"}}]}, "<X>/eu-west-2"),
        ({"Fn::If": ["Yes", 1, 2]}, 1),
        ({"Fn::If": ["No", 1, {"Ref": "B"}]}, "<B>"),
        ({"Fn::ImportValue": {"Fn::Join": ["", ["stack", ":name"]]}}, "imported stack:name"),
        ({"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "k"]}, "M/eu-west-2/k"),
        ({"Fn::Base64": "text"}, "dGV4dA=="),
        ({"Fn::GetAZs": ""}, ["eu-west-2a", "eu-west-2b", "eu-west-2c"]),
        ({"Fn::Not": [{"Fn::Equals": [{"Ref": "A"}, "<A>"]}]}, False),
    ],
)
def test_each_function_resolves(value: Any, expected: Any) -> None:
    """Every function that our templates use gives its value, nested ones first."""
    assert resolve({"Property": [value]}, Names()) == {"Property": [expected]}


def test_no_value_removes_what_holds_it() -> None:
    """`AWS::NoValue` takes its property or list entry away, also out of an Fn::If."""
    value = {"a": {"Ref": "AWS::NoValue"}, "b": [1, {"Fn::If": ["No", 2, {"Ref": "AWS::NoValue"}]}]}
    assert resolve(value, Names()) == {"b": [1]}


def test_a_condition_in_a_policy_is_no_function() -> None:
    """A policy statement's Condition stays as it stands."""
    statement = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert resolve(statement, Names()) == statement


def test_an_unknown_function_is_refused() -> None:
    """A function that is not known stops the start, by name."""
    with pytest.raises(UnresolvableError, match="Fn::Transform"):
        resolve({"Fn::Transform": {}}, Names())
