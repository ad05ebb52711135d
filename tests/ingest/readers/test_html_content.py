"""Which part of a page is read, on pages as shops, site builders and content systems make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers.html import read_html

CLAUSES = "<p>4.1 Data slettes efter 30 dage.</p><p>4.2 Kopier slettes efter 90 dage.</p>"
KEPT = ["4.1 Data slettes efter 30 dage.", "4.2 Kopier slettes efter 90 dage."]

WORDPRESS = """<!DOCTYPE html><html lang="da"><head><title>Aftale – Firma</title>
<style>.x{color:red}</style><script>var a = "<p>nej</p>";</script></head>
<body class="page cookies-not-set"><a class="skip-link" href="#content">Spring til indhold</a>
<div id="cookie-law-info-bar"><span>Vi bruger cookies <a role="button" href="/c">OK</a></span></div>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Portal</a></p>
<nav><button class="menu-toggle" aria-controls="menu" aria-expanded="false">Menu</button>
<ul id="menu"><li><a href="/priser">Priser</a></li></ul></nav></header>
<div class="breadcrumbs"><a href="/">Hjem</a> » Databehandleraftale</div>
<main><article><header class="entry-header"><h1>Databehandleraftale</h1></header>
<div
class="entry-content"><p>Mellem <strong>Kunden</strong><br>og<br><strong>Portal ApS</strong></p>
<ol start="9"><li>Sletning sker efter 30&nbsp;dage<sup><a href="#fn1">1</a></sup>:<ol type="a">
<li>drift</li><li>backup</li></ol></li><li>Lovvalg er dansk ret.</li></ol>
<figure><table><caption>Underdatabehandlere</caption><thead><tr><th>Navn</th><th>Land</th><th>Opgave
</th></tr></thead><tbody><tr><td rowspan="2">Sky A/S</td><td>Danmark</td><td>Drift<br>og backup</td>
</tr><tr><td>Irland</td><td>Mail</td></tr></tbody></table></figure>
<section class="footnotes"><ol><li id="fn1">Regnet fra ophøret. <a href="#r">↩</a></li></ol
></section>
</div></article><div class="sharedaddy"><h3>Del:</h3><ul><li><a href="f">Del på Facebook</a></li
></ul>
</div></main><aside class="widget-area"><h2>Seneste</h2><a href="/x">Indlæg</a></aside>
<footer id="colophon">Portal ApS, Vej 1<br>Tlf. 12345678</footer></body></html>"""

WEBFLOW = """<html data-wf-page="1"><body>
<div class="cookie-banner"><div>Vi bruger cookies.</div></div>
<div role="banner" class="navbar w-nav"><a href="#">Logo</a><nav class="w-nav-menu">
<a href="/a">Om os</a></nav><div class="w-nav-button">Menu</div></div>
<header class="hero"><h1>Ofte stillede spørgsmål</h1><a class="button" href="/demo">Demo</a
></header>
<section><div class="faq-item w-dropdown"><div class="w-dropdown-toggle" role="button" tabindex="0"
aria-controls="list-0" aria-expanded="false"><div class="icon" aria-hidden="true">v</div>
<div>Hvor opbevares vores data?</div></div><nav class="w-dropdown-list" id="list-0">
<p>Alle data opbevares i Danmark.</p></nav></div>
<div><button class="accordion-toggle" aria-expanded="false" aria-controls="p2"><span>Hvornår slettes
data?</span><span>+</span></button><div id="p2" hidden><p>Senest 30 dage efter ophør.</p></div
></div>
<div><button>Får vi besked ved brud?</button><div class="panel" style="display: none">
<p>Ja, inden for 24 timer.</p></div></div>
<details><summary>Bruger I andre? <svg><title>pil</title></svg></summary><p>Ja, i bilag B.</p
></details>
</section><section><button>Tilmeld</button><form><label for="e">E-mail</label><input id="e">
<button>Send</button></form></section>
<div class="footer"><div>© 2025 Firma</div><a href="/p">Privatliv</a></div></body></html>"""

SHOPIFY = """<html><body><div id="shopify-section-header" class="shopify-section"><ul class="menu">
<li><a href="/">Hjem</a></li></ul></div><div class="page-width"><div class="page-header">
<h1>Databehandling</h1></div><div class="rte"><p><strong>1. Parterne</strong><br>Aftalen gælder.</p>
<table><tr><td width="10%">2.</td><td><b>Sikkerhed</b></td></tr><tr><td>2.1</td
><td><p>Adgang logges.
</p><p>Loggen gemmes.</p></td></tr></table><h2 id="cookies">Cookies</h2><p>Vi bruger cookies, som
beskrevet her.</p></div></div><div id="shopify-section-footer"><footer role="contentinfo">
<a href="/x">Betaling</a></footer></div><div id="gdpr-cookie-consent" style="position:fixed">
<h2>Samtykke</h2><p>Vi bruger cookies og sporing til alt muligt.</p><button>OK</button></div
></body>"""

BOOTSTRAP = """<body><nav class="navbar"><a href="/">X</a></nav>
<div class="modal" role="dialog">Log ind</div>
<div class="container" id="gdpr"><h1>DPA</h1><div class="accordion"><div
class="accordion-item">
<h2 class="accordion-header"><button class="accordion-button" data-bs-target="#c1"
aria-controls="c1"
aria-expanded="true">1. Definitioner</button></h2><div id="c1" class="accordion-collapse collapse"
aria-hidden="true"><ol type="a"><li>Kunden</li><li>Leverandøren</li></ol></div></div></div></div>
<ul class="social-links"><li><a href="f">Facebook</a></li></ul></body>"""

ELEMENTOR = """<body><div data-elementor-type="header"><div class="elementor-nav-menu"><nav><ul>
<li><a href="/">Hjem</a></li></ul></nav></div></div><div id="content"><h1>FAQ</h1>
<div class="elementor-accordion" role="tablist"><div class="elementor-accordion-item">
<div class="elementor-tab-title" role="tab" aria-controls="t1"><a href="">Hvem ejer data?</a></div>
<div id="t1" class="elementor-tab-content" role="tabpanel"
style="display:none"><p>Kunden ejer data.</p>
</div></div></div></div><div role="tablist"><span role="tab" aria-controls="a">Bilag A</span>
<span role="tab" aria-controls="b">Bilag B</span></div><footer><p>Firma ApS</p></footer></body>"""


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[str], list[str]]:
    def showing(page: str) -> list[str]:
        path = tmp_path / "side.html"
        path.write_text(page, encoding="utf-8")
        source = read_html(path)
        lines, start = [], 0
        for line in source.text.split("\n"):
            mark = "# " if start in source.heading_starts else ""
            lines.append(mark + line.replace("\t", " | ").replace("\xa0", " "))
            start += len(line) + 1
        return [line for line in lines if line]

    return showing


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(
            WORDPRESS,
            [
                "# Databehandleraftale",
                "Mellem Kunden",
                "og",
                "Portal ApS",
                "9. Sletning sker efter 30 dage¹:",
                "a. drift",
                "b. backup",
                "10. Lovvalg er dansk ret.",
                "Underdatabehandlere",
                "Navn | Land | Opgave",
                "Sky A/S | Danmark | Drift og backup",
                "Irland | Mail",
                "¹ Regnet fra ophøret.",
            ],
            id="WordPress",
        ),
        pytest.param(
            WEBFLOW,
            [
                "# Ofte stillede spørgsmål",
                "# Hvor opbevares vores data?",
                "Alle data opbevares i Danmark.",
                "# Hvornår slettes data?",
                "Senest 30 dage efter ophør.",
                "# Får vi besked ved brud?",
                "Ja, inden for 24 timer.",
                "# Bruger I andre?",
                "Ja, i bilag B.",
            ],
            id="Webflow",
        ),
        pytest.param(
            SHOPIFY,
            [
                "# Databehandling",
                "# 1. Parterne",
                "Aftalen gælder.",
                "# 2. Sikkerhed",
                "2.1 Adgang logges.",
                "Loggen gemmes.",
                "# Cookies",
                "Vi bruger cookies, som beskrevet her.",
            ],
            id="Shopify",
        ),
        pytest.param(
            BOOTSTRAP,
            ["# DPA", "# 1. Definitioner", "a. Kunden", "b. Leverandøren"],
            id="Bootstrap",
        ),
        pytest.param(
            ELEMENTOR, ["# FAQ", "# Hvem ejer data?", "Kunden ejer data."], id="Elementor"
        ),
    ],
)
def test_pages(shown: Callable[[str], list[str]], page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize(
    "furniture",
    [
        pytest.param("<nav><ul><li>Priser</ul></nav>", id="nav"),
        pytest.param("<header><a href=/>Logo</a></header>", id="header"),
        pytest.param("<footer>Firma ApS, Vej 1</footer>", id="footer"),
        pytest.param("<aside>Læs også dette</aside>", id="aside"),
        pytest.param("<div role=contentinfo>Firma</div>", id="role"),
        pytest.param("<div role=search><label>Søg</label></div>", id="search"),
        pytest.param("<p hidden>skjult</p>", id="hidden"),
        pytest.param("<p style='display: none'>skjult</p>", id="not displayed"),
        pytest.param("<span aria-hidden=true>pil</span>", id="not spoken"),
        pytest.param("<span class=sr-only>åbner i nyt vindue</span>", id="only spoken"),
        pytest.param("<div class='eu-cookies'>Vi bruger cookies</div>", id="short banner"),
        pytest.param("<div id=consent><h2>Valg</h2>Ja?<button>OK</button></div>", id="asking"),
        pytest.param("<div class=cookie-notice><h2>Cookies</h2>Mere</div>", id="named banner"),
        pytest.param("<div class=breadcrumb>Hjem / Aftale</div>", id="breadcrumbs"),
        pytest.param(
            "<ul><li><a href=f>Del på Facebook</a><li><a href=t>Tweet</a></ul>", id="sharing"
        ),
        pytest.param("<div class=share><a href=f>Facebook</a></div>", id="named sharing"),
        pytest.param(
            "<ul><li><a href=#a>A</a><li><a href=#b>B</a><li><a href=#c>C</a></ul>", id="contents"
        ),
        pytest.param("<div id=toc_box><p>På denne side</p>A, B</div>", id="named contents"),
        pytest.param("<a href=#main>Gå til indhold</a>", id="skip link"),
        pytest.param("<div class=sidebar><a href=/a>Nyt</a></div>", id="named margin"),
        pytest.param("<div id=footer>Firma ApS, Vej 1</div>", id="named footer"),
        pytest.param("<form><label>Navn</label><button>Send</button></form>", id="form"),
        pytest.param("<button>Tilmeld</button>", id="button"),
        pytest.param("<select><option>Dansk</select><textarea>x</textarea>", id="controls"),
        pytest.param("<article><a href=/b>En anden side, som er god</a></article>", id="teaser"),
        pytest.param("<svg><text>x</text></svg><noscript>y</noscript>", id="unseen"),
    ],
)
@pytest.mark.parametrize(
    "wrapper", ["{0}<div>{1}</div>", "{0}<main>{1}</main>", "<div>{1}</div>{0}"]
)
def test_furniture_goes(shown: Callable[[str], list[str]], furniture: str, wrapper: str) -> None:
    assert shown(wrapper.format(furniture, CLAUSES)) == KEPT


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<div class=cookie-policy-content>{CLAUSES}</div>", id="about cookies"),
        pytest.param(f"<div id=gdpr>{CLAUSES}</div>", id="about data"),
        pytest.param(f"<div aria-hidden=true>{CLAUSES}</div>", id="behind a dialog"),
        pytest.param(f"<form>{CLAUSES}<input type=hidden></form>", id="one form around all"),
        pytest.param(f"<header>{CLAUSES}</header>", id="wrong element"),
        pytest.param(f"<div class=footer>{CLAUSES}</div>", id="wrong name"),
        pytest.param(
            "<nav>" + "<a href=/x>En lang menu med mange ord</a> " * 20 + f"</nav>{CLAUSES}",
            id="a menu longer than the text",
        ),
        pytest.param(
            "".join(f"<article>{c}</article>" for c in CLAUSES.split("</p>")), id="articles"
        ),
        pytest.param(f"<div>{CLAUSES}</div><main></main>", id="an empty main part"),
        pytest.param(
            CLAUSES.replace("4.1", "<span aria-hidden=true>4.1</span>"), id="a shown number"
        ),
        pytest.param(CLAUSES.replace("<p>", "<p class=share-of-data>"), id="a name with a word"),
    ],
)
def test_what_holds_the_text_stays(shown: Callable[[str], list[str]], page: str) -> None:
    assert shown(page) == KEPT


def test_a_text_about_cookies_among_others_stays(shown: Callable[[str], list[str]]) -> None:
    cookies = (
        "<section id=cookies class=consent><h2>5. Cookies</h2><p>5.1 Vi sætter ingen.</p></section>"
    )
    assert shown(CLAUSES * 3 + cookies) == [*KEPT * 3, "# 5. Cookies", "5.1 Vi sætter ingen."]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<h2>Indhold</h2><ul>{}</ul>", id="heading"),
        pytest.param("<div class=toc><div>Indhold</div><div><ul>{}</ul></div></div>", id="named"),
    ],
)
def test_contents_with_a_title_stay_as_the_headings_stand(
    shown: Callable[[str], list[str]], page: str
) -> None:
    entries = ["1. Mål", "2. Brud", "Bilag A"]
    items = "".join(f"<li><a href=#x>{entry}</a>" for entry in entries)
    lines = shown(page.format(items) + CLAUSES * 2)
    assert [line.removeprefix("# ") for line in lines] == ["Indhold", *entries, *KEPT * 2]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        pytest.param("<header><h1>Aftale</h1></header><main>{}</main>", ["# Aftale"], id="header"),
        pytest.param("<div><h1>Aftale</h1></div><main>{}</main>", ["# Aftale"], id="above"),
        pytest.param("<main><header><h2>Aftale</h2></header>{}</main>", ["# Aftale"], id="own"),
        pytest.param(
            "<header><h1>Firma</h1></header><main><h1>A</h1>{}</main>", ["# A"], id="both"
        ),
        pytest.param("<div role=dialog><h1>Log ind</h1></div><main>{}</main>", [], id="dialog"),
        pytest.param("<h1>A</h1><h1>B</h1><main>{}</main>", [], id="no telling which"),
    ],
)
def test_the_title(shown: Callable[[str], list[str]], page: str, title: list[str]) -> None:
    assert shown(page.format(CLAUSES)) == [*title, *KEPT]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(
            "<button aria-expanded=false>Hvad?</button><p>{}</p>", ["# Hvad?"], id="button"
        ),
        pytest.param("<a role=button aria-controls=x>A</a><p id=x>{}</p>", ["# A"], id="link"),
        pytest.param(
            "<h3><button>Sletning</button></h3><p>{}</p>", ["# Sletning"], id="in a heading"
        ),
        pytest.param("<button class=accordion>A</button><div>{}</div>", ["# A"], id="class"),
        pytest.param("<button>Book en demo</button><p>{}</p>", [], id="no toggle"),
        pytest.param("<button aria-expanded=false>Menu</button><p></p><p>{}</p>", [], id="menu"),
        pytest.param("<button aria-controls=y>Menu</button><p>{}</p>", [], id="nothing to open"),
    ],
)
def test_buttons(shown: Callable[[str], list[str]], page: str, lines: list[str]) -> None:
    answer = "Data slettes, når aftalen er ophørt."
    assert shown(page.format(answer) + CLAUSES) == [*lines, answer, *KEPT]
