# Makes the workbooks of this folder from layouts.py with programs that are not ours: openpyxl, XlsxWriter and xlwt
# (Python), Apache POI (Hssf.java), and LibreOffice, which opens a flat ODS file and saves it in every format it knows.
# Usage: python make.py WORK_FOLDER [openpyxl|xlsxwriter|xlwt|fods|lines …]; README.md says how the rest is called.

import datetime
import os
import re
import sys
from xml.sax.saxutils import escape, quoteattr

from layouts import LAYOUTS, Date, Number


def spot(name):
    letters, digits = re.match(r"([A-Z]+)(\d+)", name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def box(merge):
    (top, left), (bottom, right) = map(spot, merge.split(":"))
    return top, left, bottom, right


def when(date):
    return datetime.datetime.fromisoformat(date.text)


def with_openpyxl(sheets, path):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for s in sheets:
        page = book.create_sheet(s["name"])
        for r, row in enumerate(s["rows"], 1):
            for c, cell in enumerate(row, 1):
                if cell is None:
                    continue
                target = page.cell(r, c)
                target.value = when(cell) if isinstance(cell, Date) else cell.value if isinstance(cell, Number) else cell
                if isinstance(cell, (Date, Number)):
                    target.number_format = cell.form
        for merge in s["merges"]:
            page.merge_cells(merge)
        for c in s["columns"]:
            page.column_dimensions[openpyxl.utils.get_column_letter(c + 1)].hidden = True
        for r in s["hides"]:
            page.row_dimensions[r + 1].hidden = True
        page.sheet_state = "hidden" if s["hidden"] else "visible"
    book.save(path)


def with_xlsxwriter(sheets, path):
    """In its mode for little memory, in which texts stand in the cells, as Java's streaming writers do it too."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    styles = {}
    for s in sheets:
        page = book.add_worksheet(s["name"])
        for c in s["columns"]:
            page.set_column(c, c, None, None, {"hidden": True})
        for r, row in enumerate(s["rows"]):
            if r in s["hides"]:
                page.set_row(r, None, None, {"hidden": True})
            for c, cell in enumerate(row):
                if isinstance(cell, (Date, Number)):
                    style = styles.setdefault(cell.form, book.add_format({"num_format": cell.form}))
                    page.write(r, c, when(cell) if isinstance(cell, Date) else cell.value, style)
                elif cell is not None:
                    page.write(r, c, cell)
        if s["hidden"]:
            page.hide()
    book.close()


def with_xlwt(sheets, path):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles = {}
    for s in sheets:
        page = book.add_sheet(s["name"])
        merged = {(top, left): (top, bottom, left, right) for top, left, bottom, right in map(box, s["merges"])}
        for r, row in enumerate(s["rows"]):
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                value, style = cell, xlwt.Style.default_style
                if isinstance(cell, (Date, Number)):
                    value = when(cell) if isinstance(cell, Date) else cell.value
                    style = styles.setdefault(cell.form, xlwt.easyxf(num_format_str=cell.form))
                if (r, c) in merged:
                    page.write_merge(*merged[r, c], value, style)
                else:
                    page.write(r, c, value, style)
        for c in s["columns"]:
            page.col(c).hidden = True
        for r in s["hides"]:
            page.row(r).hidden = True
        page.visibility = 1 if s["hidden"] else 0
    book.save(path)


def lines(sheets, path):
    """The sheets as lines for programs in other languages: what, and its parts between tabs; line breaks as \\n."""
    with open(path, "w", encoding="utf-8") as out:
        def say(*parts):
            out.write("\t".join(str(part).replace("\n", "\\n") for part in parts) + "\n")

        for s in sheets:
            say("sheet", s["name"], "hidden" if s["hidden"] else "shown")
            for r, row in enumerate(s["rows"]):
                for c, cell in enumerate(row):
                    if isinstance(cell, Date):
                        say("date", r, c, when(cell).isoformat(), cell.form)
                    elif isinstance(cell, Number):
                        say("number", r, c, cell.value, cell.form)
                    elif isinstance(cell, (int, float)):
                        say("number", r, c, cell, "General")
                    elif cell is not None:
                        say("text", r, c, cell)
            for merge in s["merges"]:
                say("merge", *box(merge))
            for c in s["columns"]:
                say("column", c)
            for r in s["hides"]:
                say("row", r)


DATE_PARTS = {
    "yyyy": '<number:year number:style="long"/>', "mm": '<number:month number:style="long"/>', "m": "<number:month/>",
    "dd": '<number:day number:style="long"/>', "d": "<number:day/>", "hh": '<number:hours number:style="long"/>',
    "MM": '<number:minutes number:style="long"/>', "ss": '<number:seconds number:style="long"/>',
}


def fods_format(form, name):
    if "yyyy" in form:
        form = form.replace("hh:mm", "hh:MM").replace('"', "")
        parts = "".join(DATE_PARTS.get(p) or f"<number:text>{p}</number:text>" for p in re.findall(r"[A-Za-z]+|[^A-Za-z]", form))
        return f'<number:date-style style:name="{name}">{parts}</number:date-style>'
    decimals = len(re.sub(r"[^0#]", "", form.split(".")[1])) if "." in form else 0
    least = len(form.split(".")[1].replace("#", "").replace("%", "")) if "." in form else 0
    number = f'<number:number number:min-integer-digits="1" number:decimal-places="{decimals}" number:min-decimal-places="{least}" number:grouping="{"true" if "," in form else "false"}"/>'
    if "%" in form:
        return f'<number:percentage-style style:name="{name}">{number}<number:text>%</number:text></number:percentage-style>'
    sign = "<number:text>¥</number:text>" if "¥" in form else ""
    minus = f'<number:number-style style:name="{name}N"><number:text>-</number:text>{sign}{number}</number:number-style>' if sign else ""
    link = f'<style:map style:condition="value()&lt;0" style:apply-style-name="{name}N"/>' if sign else ""
    return f'{minus}<number:number-style style:name="{name}">{sign}{number}{link}</number:number-style>'


def fods_cell(cell, span, styles):
    if isinstance(cell, (Date, Number)):
        style = styles.setdefault(cell.form, f"f{len(styles)}")
        kind = f'office:value-type="date" office:date-value="{when(cell).isoformat()}"' if isinstance(cell, Date) else \
            f'office:value-type="{"percentage" if "%" in cell.form else "float"}" office:value="{cell.value}"'
        return f'<table:table-cell table:style-name="c{style}" {kind}{span}/>'
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"{span}/>'
    if cell is None:
        return f"<table:table-cell{span}/>"
    text = "".join(f"<text:p>{'<text:s/>' if p == ' ' else escape(p)}</text:p>" for p in cell.split("\n"))
    return f'<table:table-cell office:value-type="string"{span}>{text}</table:table-cell>'


def with_fods(sheets, path):
    styles, body = {}, []
    for s in sheets:
        spans, covered = {}, set()
        for top, left, bottom, right in map(box, s["merges"]):
            spans[top, left] = f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
            covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
        width = max([len(row) for row in s["rows"]] + [c + 1 for _, c in covered])
        body.append(f'<table:table table:name={quoteattr(s["name"])} table:style-name="{"gone" if s["hidden"] else "seen"}">')
        body += [f'<table:table-column{" table:visibility=" + chr(34) + "collapse" + chr(34) if c in s["columns"] else ""}/>' for c in range(width)]
        for r, row in enumerate(s["rows"]):
            body.append(f'<table:table-row{" table:visibility=" + chr(34) + "collapse" + chr(34) if r in s["hides"] else ""}>')
            for c in range(width):
                cell = row[c] if c < len(row) else None
                body.append("<table:covered-table-cell/>" if (r, c) in covered else fods_cell(cell, spans.get((r, c), ""), styles))
            body.append("</table:table-row>")
        body.append("</table:table>")
    spaces = "".join(f' xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in [
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")])
    known = "".join(fods_format(form, name) + f'<style:style style:name="c{name}" style:family="table-cell" style:data-style-name="{name}"/>' for form, name in styles.items())
    shown = "".join(f'<style:style style:name="{n}" style:family="table"><style:table-properties table:display="{v}"/></style:style>' for n, v in [("gone", "false"), ("seen", "true")])
    with open(path, "w", encoding="utf-8") as out:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
                  f'<office:automatic-styles>{known}{shown}</office:automatic-styles><office:body><office:spreadsheet>{"".join(body)}</office:spreadsheet></office:body></office:document>')


HANDS = {"openpyxl": (with_openpyxl, "xlsx"), "xlsxwriter": (with_xlsxwriter, "xlsx"), "xlwt": (with_xlwt, "xls"), "fods": (with_fods, "fods"), "lines": (lines, "txt")}

if __name__ == "__main__":
    for hand in sys.argv[2:]:
        make, ending = HANDS[hand]
        os.makedirs(f"{sys.argv[1]}/{hand}", exist_ok=True)
        for name, sheets in LAYOUTS.items():
            make(sheets, f"{sys.argv[1]}/{hand}/{name}.{ending}")
