"""Rich text: the tree of sections, lists, quotes and their inline parts (Slack: rich-text-block)."""

from __future__ import annotations

from bot.local_slack.block_kit.shape import (
    Rule,
    anything,
    boolean,
    by_type,
    items,
    one_of,
    shape,
    string,
    whole,
)

TYPE: dict[str, Rule] = {"type": anything}
STYLES = shape(dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))
INLINE = by_type(
    {
        "text": shape({**TYPE, "text": string(40_000), "style": STYLES}, ("text",)),
        "link": shape(
            {**TYPE, "url": string(3000), "text": string(3000), "unsafe": boolean, "style": STYLES}, ("url",)
        ),
        "emoji": shape({**TYPE, "name": string(255), "unicode": string(255), "skin_tone": whole(1, 6)}, ("name",)),
        "user": shape({**TYPE, "user_id": string(50), "style": STYLES}, ("user_id",)),
        "usergroup": shape({**TYPE, "usergroup_id": string(50), "style": STYLES}, ("usergroup_id",)),
        "channel": shape({**TYPE, "channel_id": string(50), "style": STYLES}, ("channel_id",)),
        "broadcast": shape({**TYPE, "range": one_of("here", "channel", "everyone")}, ("range",)),
        "color": shape({**TYPE, "value": string(20)}, ("value",)),
        "date": shape(
            {
                **TYPE,
                "timestamp": whole(0, 10**11),
                "format": string(255),
                "url": string(3000),
                "fallback": string(255),
            },
            ("timestamp", "format"),
        ),
    }
)
PARTS: dict[str, Rule] = {**TYPE, "elements": items(INLINE, 0, 1000)}
SECTION = shape(PARTS, ("elements",))
BORDERED = shape({**PARTS, "border": whole(0, 1)}, ("elements",))
LIST = shape(
    {
        **TYPE,
        "style": one_of("bullet", "ordered"),
        "elements": items(by_type({"rich_text_section": SECTION}), 0, 1000),
        "indent": whole(0, 8),
        "offset": whole(0, 10_000),
        "border": whole(0, 1),
    },
    ("style", "elements"),
)
ELEMENTS = items(
    by_type(
        {
            "rich_text_section": SECTION,
            "rich_text_list": LIST,
            "rich_text_preformatted": BORDERED,
            "rich_text_quote": BORDERED,
        }
    ),
    0,
    1000,
)


RICH_TEXT_VALUE = by_type({"rich_text": shape({**TYPE, "elements": ELEMENTS}, ("elements",))})
