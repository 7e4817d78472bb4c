"""What the browser answers for a control when it is first shown, or set by the server."""

from __future__ import annotations

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState


def shown_value(element: Element, kept: WidgetState | None) -> WidgetState | None:
    """The value that goes with every run from now on; None for what is no such control.

    Args:
        element: What the server draws.
        kept: The value the browser has for it; it stays unless the server sets another one.
    """
    kind = element.WhichOneof("type")
    if kind not in ("selectbox", "radio", "date_input", "text_input", "checkbox", *_MANY):
        return None
    control = getattr(element, kind)
    if kept is not None and not control.set_value:
        return kept
    state = WidgetState(id=control.id)
    if kind in ("selectbox", "radio"):
        state.string_value = control.raw_value if control.set_value else _default(control)
    elif kind == "date_input":
        state.string_array_value.data.extend(
            control.value if control.set_value else control.default
        )
    elif kind == "text_input":
        state.string_value = control.value if control.set_value else control.default
    elif kind == "checkbox":
        state.bool_value = control.value if control.set_value else control.default
    elif kind == "slider" and control.type == Slider.SLIDER:
        state.double_array_value.data.extend(
            control.value if control.set_value else control.default
        )
    elif kind == "slider":
        chosen = [control.options[int(place)] for place in control.default]
        state.string_array_value.data.extend(control.raw_value if control.set_value else chosen)
    else:
        names = [getattr(option, "content", option) for option in control.options]
        chosen = [names[place] for place in control.default]
        state.string_array_value.data.extend(control.raw_values if control.set_value else chosen)
    return state


_MANY = ("slider", "multiselect", "button_group")


def _default(control: object) -> str:
    options, place = getattr(control, "options", ()), getattr(control, "default", 0)
    return str(options[place]) if options else ""
