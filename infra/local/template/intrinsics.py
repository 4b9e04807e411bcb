"""CloudFormation's intrinsic functions, resolved as the service would, as far as templates of ours use them.

An unknown function is an error: a value that is silently wrong would be found much later.
"""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

NO_VALUE = object()
"""What `Ref: AWS::NoValue` resolves to; the property or list entry that holds it disappears."""


class UnresolvableError(Exception):
    """The template uses something that the laptop does not know."""


class Scope(Protocol):
    """What the names in one stack's template stand for."""

    def ref(self, name: str) -> Any:
        """Return what `Ref` of a resource, parameter or pseudo parameter gives."""
        ...

    def attribute(self, logical_id: str, name: str) -> Any:
        """Return what `Fn::GetAtt` gives."""
        ...

    def imported(self, export: str) -> Any:
        """Return what another stack has exported."""
        ...

    def condition(self, name: str) -> bool:
        """Return whether a condition holds."""
        ...

    def mapped(self, mapping: str, first: str, second: str) -> Any:
        """Return an entry of the template's Mappings."""
        ...


Function = Callable[[Any, Scope], Any]


def resolve(value: Any, scope: Scope) -> Any:
    """Return a template's value with every intrinsic function in it resolved."""
    if isinstance(value, list):
        return [item for item in (resolve(each, scope) for each in value) if item is not NO_VALUE]
    if not isinstance(value, Mapping):
        return value
    if function := _function_of(value):
        return function(next(iter(value.values())), scope)
    resolved = {key: resolve(each, scope) for key, each in value.items()}
    return {key: each for key, each in resolved.items() if each is not NO_VALUE}


def _function_of(value: Mapping[str, Any]) -> Function | None:
    if len(value) != 1:
        return None
    name = next(iter(value))
    if name.startswith("Fn::") and name not in FUNCTIONS:
        message = f"The intrinsic function {name} is not known here."
        raise UnresolvableError(message)
    return FUNCTIONS.get(name)


def _ref(name: str, scope: Scope) -> Any:
    return NO_VALUE if name == "AWS::NoValue" else scope.ref(name)


def _get_att(argument: str | list[str], scope: Scope) -> Any:
    logical_id, name = argument.split(".", 1) if isinstance(argument, str) else argument
    return scope.attribute(logical_id, name)


def _join(argument: list[Any], scope: Scope) -> str:
    separator, items = argument
    return str(separator).join(str(item) for item in resolve(items, scope))


def _split(argument: list[Any], scope: Scope) -> list[str]:
    separator, text = argument
    return str(resolve(text, scope)).split(separator)


def _select(argument: list[Any], scope: Scope) -> Any:
    index, items = argument
    return resolve(items, scope)[int(resolve(index, scope))]


def _sub(argument: str | list[Any], scope: Scope) -> str:
    """Replace `${Name}` and `${Resource.Attribute}`; `${!Name}` stays as `${Name}`."""
    text, given = (argument, {}) if isinstance(argument, str) else argument
    variables = resolve(given, scope)

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        if name in variables:
            return str(variables[name])
        return str(_get_att(name, scope) if "." in name else scope.ref(name))

    return re.sub(r"\$\{([^}]+)\}", replace, text)


def _if(argument: list[Any], scope: Scope) -> Any:
    condition, then, otherwise = argument
    return resolve(then if scope.condition(condition) else otherwise, scope)


def _find_in_map(argument: list[Any], scope: Scope) -> Any:
    mapping, first, second = (resolve(each, scope) for each in argument[:3])
    return scope.mapped(mapping, first, second)


FUNCTIONS: dict[str, Function] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::Sub": _sub,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": lambda name, scope: scope.imported(resolve(name, scope)),
    "Fn::GetAZs": lambda region, scope: [
        f"{resolve(region, scope) or scope.ref('AWS::Region')}{zone}" for zone in "abc"
    ],
    "Fn::Base64": lambda text, scope: base64.b64encode(str(resolve(text, scope)).encode()).decode(),
    "Fn::Equals": lambda pair, scope: resolve(pair[0], scope) == resolve(pair[1], scope),
    "Fn::Not": lambda one, scope: not resolve(one[0], scope),
    "Fn::And": lambda all_of, scope: all(resolve(each, scope) for each in all_of),
    "Fn::Or": lambda any_of, scope: any(resolve(each, scope) for each in any_of),
}
