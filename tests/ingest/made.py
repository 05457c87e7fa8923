"""Small files of each format, made for tests. The report in them is our own."""

import io

REPORT = (
    "The army moved into the valley on Monday, the defence ministry said. Eight rebels were killed and two soldiers"
    " were wounded in the fighting, according to the ministry. The governor said that the road to the pass had been closed."
)


def pdf(text: str | None) -> bytes:
    """A one-page PDF with the text in it, wrapped at 80 characters; with None, a page that only draws a picture."""
    content = "100 100 300 300 re f" if text is None else _lines(text)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (A report) /CreationDate (D:20190102030405Z) >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return (body + end + trailer).encode("latin-1")


def _lines(text: str) -> str:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 79:
            lines.append("")
        lines[-1] += word + " "
    shown = " ".join(f"({line.strip()}) Tj T*" for line in lines)
    return f"BT /F1 10 Tf 12 TL 72 720 Td {shown} ET"


def docx(*paragraphs: tuple[str, str], table: tuple[str, ...] = ()) -> bytes:
    """A Word file of (words, style) paragraphs, and a table of one row after them."""
    import docx as word

    file = word.Document()
    for words, style in paragraphs:
        file.add_paragraph(words, style=style)
    if table:
        for cell, words in zip(file.add_table(1, len(table)).rows[0].cells, table, strict=True):
            cell.text = words
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Army moves on the valley - The Valley Times</title>
<meta property="og:title" content="Army moves on the valley"><meta property="og:site_name" content="The Valley Times">
<meta property="article:published_time" content="2015-09-14T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport scores</a></nav>
<article><h1>Army moves on the valley</h1>
<figure><img src="x.jpg"><figcaption>Soldiers near the bridge on Sunday.</figcaption></figure>
<p>{REPORT}</p><p>People in the valley – about 400 of them – fled to the pass, and the café at its foot gave them bread &amp; tea.</p>
</article><aside><figure><figcaption>Another story altogether</figcaption></figure></aside>
<footer>All rights reserved. Cookie settings</footer></body></html>"""

MAIL = f"""From: The Valley Times <desk@example.org>\r
To: reader@example.org\r
Subject: Army moves on the valley\r
Date: Mon, 14 Sep 2015 08:00:00 +0500\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
{REPORT}\r
""".encode()
