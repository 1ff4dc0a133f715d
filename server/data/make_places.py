#!/usr/bin/env python3
"""Makes places.tsv and old-places.tsv from PyPI vietnamadminunits 1.0.4 (MIT).

    pip download --no-deps vietnamadminunits==1.0.4
    python3 make_places.py vietnamadminunits-1.0.4-py3-none-any.whl

Only the data inside the wheel is read; nothing is installed or imported.
"""
import json, pathlib, sqlite3, sys, tempfile, unicodedata, zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = ("# Source: PyPI vietnamadminunits 1.0.4, (c) 2025 Tran Ngoc Minh Hieu, MIT licence "
          "(text in README.md). Made by make_places.py; do not edit by hand.\n")


def name(full):
    """'Xã Hải Thịnh' -> 'xã Hải Thịnh': NFC, the type in lower case as in a written address."""
    if not full:
        return ""
    full = unicodedata.normalize("NFC", " ".join(full.split()))
    for kind in ("Thành phố", "Thị trấn", "Đặc khu", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Xã"):
        if full.lower().startswith(kind.lower() + " "):  # the source writes "Thành Phố" at times
            # mend initials the source left small ("Pa ủ"); "Nông trường …" is written so
            words = [w if w == "trường" else w[:1].upper() + w[1:] for w in full[len(kind):].split()]
            return " ".join([kind.lower(), *words])
    raise SystemExit(f"unknown type of unit: {full}")


def main(wheel):
    with zipfile.ZipFile(wheel) as z, tempfile.TemporaryDirectory() as tmp:
        db = sqlite3.connect(z.extract("vietnamadminunits/data/dataset.db", tmp))
        converter = json.loads(z.read("vietnamadminunits/data/converter_2025.json"))
        new = db.execute("SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units").fetchall()
        old = db.execute("SELECT province, district, ward, provinceKey, districtKey, wardKey, wardCode, districtCode, "
                         "provinceCode FROM admin_units_legacy").fetchall()

    code_of = {(pk, wk): code for _, _, code, _, pk, wk in new}
    assert len(new) == len(code_of) == 3321 and len({r[0] for r in new}) == 34

    # "province_district_ward" key of the old unit -> new codes, the default first
    moved = {}
    for pk, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for wk, olds in wards.items():
            for o in olds:
                moved[o] = [code_of[pk, wk]]
    for pk, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for o, parts in olds.items():
            parts = sorted(parts, key=lambda p: (not p["isDefaultNewWard"], code_of[pk, p["newWardKey"]]))
            moved[o] = [code_of[pk, p["newWardKey"]] for p in parts]

    with open(HERE / "places.tsv", "w", encoding="utf-8", newline="\n") as f:
        f.write(SOURCE + "# province_code\tprovince_name\tcommune_code\tcommune_name_with_type\n")
        for pc, p, wc, w, _, _ in sorted(new, key=lambda r: (r[0], r[2])):
            f.write(f"{pc}\t{name(p)}\t{wc}\t{name(w)}\n")

    # five island districts had no commune: their third field is empty
    with open(HERE / "old-places.tsv", "w", encoding="utf-8", newline="\n") as f:
        f.write(SOURCE + "# old_province\told_district\told_ward\tnew_commune_code[,more candidates]\n")
        for p, d, w, pk, dk, wk, *_ in sorted(old, key=lambda r: (r[8], r[7], r[6] or "")):
            f.write(f"{name(p)}\t{name(d)}\t{name(w)}\t{','.join(moved[f'{pk}_{dk}_{wk or str()}'])}\n")


if __name__ == "__main__":
    main(sys.argv[1])
