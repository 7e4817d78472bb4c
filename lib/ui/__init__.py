"""The screen: shell, navigation, controls, figures, maps and wording."""
