"""Sixty attacks as texts, the mistakes that each of them waits for, and who sees it happen."""

from __future__ import annotations

from html.parser import HTMLParser

from playwright.sync_api import BrowserContext, Page

# By the mistake with which a page would run or build something of the text; at most 60 letters.
PAYLOADS: dict[str, tuple[str, ...]] = {
    "markup": (
        "<img src=x onerror=top.ran=1>",
        "<IMG SRC=x OnErRoR=top.ran=1>",
        "<img/src='x'/onerror=top.ran=1>",
        "<svg onload=top.ran=1>",
        "<svg><animate onbegin=top.ran=1>",
        "<body onload=top.ran=1><p onclick=top.ran=1>",
        "<details open ontoggle=top.ran=1>x",
        "<input autofocus onfocus=top.ran=1>",
        "<video><source onerror=top.ran=1>",
        "<audio src=x onerror=top.ran=1>",
        "<marquee onstart=top.ran=1>x",
        "<x-ran onpointerover=top.ran=1>x",
        "<iframe srcdoc='<script>top.ran=1</script>'>",
        "<iframe src=javascript:top.ran=1>",
        "<object data=javascript:top.ran=1>",
        "<embed src=javascript:top.ran=1>",
        "<a href=javascript:top.ran=1>x</a>",
        '<a href=" &#106;avascript:top.ran=1">x</a>',
        "<math><mi xlink:href=javascript:top.ran=1>x",
        "<form action=javascript:top.ran=1>x</form>",
        "<button formaction=javascript:top.ran=1>x",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=9;url=//evil.example>",
        "<link rel=stylesheet href=//evil.example/a.css>",
        "<img src=//evil.example/a.png>",
        "<p style=background:url(//evil.example/a)>x",
        "<style>@import'//evil.example/a.css'</style>",
        '<noscript><p title="</noscript><img src=x onerror=top.ran=1>">',
        "<textarea></textarea><img src=x onerror=top.ran=1>",
        "<!--><img src=x onerror=top.ran=1>-->",
        "</script><img src=x onerror=top.ran=1>",
    ),
    "decoded": (
        "&lt;img src=x onerror=top.ran=1&gt;",
        "%3Cimg src=x onerror=top.ran=1%3E",
        "＜img src=x onerror=top.ran=1＞",
        r"\u003cimg src=x onerror=top.ran=1\u003e",
    ),
    "attribute": (
        '" onmouseover="top.ran=1',
        "' onmouseover='top.ran=1",
        '"><img src=x onerror=top.ran=1>',
        "'><svg onload=top.ran=1>",
        "x onmouseover=top.ran=1 x",
    ),
    "link": (
        "javascript:top.ran=1",
        "JaVaScRiPt:top.ran=1",
        " javascript:top.ran=1",
        "data:text/html,<script>top.ran=1</script>",
        "vbscript:top.ran=1",
    ),
    "script": (
        '";top.ran=1;//',
        "';top.ran=1;//",
        r"\";top.ran=1;//",
        "\u2028top.ran=1//",
        "`;top.ran=1;//",
    ),
    "template": (
        "${top.ran=1}",
        "`${top.ran=1}`",
        "{{top.ran=1}}",
        "{{constructor.constructor('top.ran=1')()}}",
        "<%=top.ran=1%>",
    ),
    "markdown": (
        "[x](javascript:top.ran=1)",
        "![x](//evil.example/a.png)",
        "<javascript:top.ran=1>",
    ),
    "style": (
        "x;background:url(//evil.example/a)",
        "}*{background:url(//evil.example/a)}",
    ),
}
ALL = tuple(text for texts in PAYLOADS.values() for text in texts)

# A page that makes each of the mistakes.
MISTAKES = r"""([mistake, text]) => {
  const put = html => { document.body.innerHTML = html; };
  const run = script => { try { new Function(script)(); } catch { /* another quote */ } };
  const decoded = () => {
    const field = document.createElement("textarea");
    field.innerHTML = decodeURIComponent(text);
    const said = { c: "<", e: ">" };
    return field.value.normalize("NFKC").replace(/\\u003([ce])/g, (_all, sign) => said[sign]);
  };
  ({
    markup: () => put(text),
    decoded: () => put(decoded()),
    attribute: () => ["\"", "'", ""].forEach(mark =>
      document.body.insertAdjacentHTML("beforeend", `<p title=${mark}${text}${mark}>x</p>`)),
    link: () => { const a = document.createElement("a"); a.href = text; document.body.append(a); },
    script: () => {
      for (const mark of ["\"", "'", "`"]) run(`x = ${mark}${text}${mark}`);
      run(`x = "${text.replace(/"/g, "\\\"")}"`);
      run(`// ${text}`);
    },
    template: () => {
      run("x = `" + text + "`");
      run(text);
      const marks = /\{\{(.*)\}\}|<%=(.*)%>/g;
      for (const [, one, other] of text.matchAll(marks)) run(one ?? other);
    },
    markdown: () => put(text
      .replace(/!\[x\]\((.*)\)/, "<img src=$1>").replace(/\[x\]\((.*)\)/, "<a href=$1>x</a>")
      .replace(/<(\w+:.*)>/, "<a href=$1>x</a>")),
    style: () => put(`<p style="color:${text}">x</p><style>p { color: x ${text}</style>`),
  })[mistake]();
}"""

# In every frame from its beginning: what is built of a text is seen, also when it goes again.
_WATCH = r"""(() => {
  const seen = window.waSeen = [];
  const judge = each => {
    for (const { name, value } of each.attributes) {
      const runs = /^\s*(javascript|vbscript|data:text)/i.test(value);
      const place = /^(href|xlink:href|src|data|action|formaction)$/i.test(name);
      if (/^on/i.test(name) || name === "srcdoc" || (place && runs)) seen.push(each.outerHTML);
    }
    if (/^(object|embed|base|marquee|x-ran)$/i.test(each.tagName)) seen.push(each.outerHTML);
    if (/^refresh$/i.test(each.httpEquiv ?? "")) seen.push(each.outerHTML);
    if (each.getAttribute("src") === "x") seen.push(each.outerHTML);
  };
  const look = node => {
    if (node.nodeType === 1) [node, ...node.querySelectorAll("*")].forEach(judge);
  };
  new MutationObserver(changes => changes.forEach(({ type, target, addedNodes }) =>
    type === "attributes" ? judge(target) : addedNodes.forEach(look))
  ).observe(document, { subtree: true, childList: true, attributes: true });
})()"""


class Judge(HTMLParser):
    """The same without a browser: what of an attack a text of HTML would build."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.built: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that runs something or calls out."""
        for name, value in attrs:
            text = (value or "").strip().lower()
            runs = text.startswith(("javascript:", "vbscript:", "data:text", "//evil"))
            if name.startswith("on") or name == "srcdoc" or runs or "evil.example" in text:
                self.built.append(f"{tag} {name}")
        if tag in ("object", "embed", "base", "marquee", "x-ran", "meta", "script", "style"):
            self.built.append(tag)


def watch(context: BrowserContext) -> None:
    """Look at everything that pages of this visitor will build."""
    context.add_init_script(_WATCH)


def fired(page: Page) -> list[str]:
    """What ran, or was built of a text, in any frame of a page."""
    found: list[str] = []
    for frame in page.frames:
        found += frame.evaluate("[...(window.waSeen ?? []), ...(window.ran ? ['ran'] : [])]")
    return found
