use std::io::Write;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    read(bytes).unwrap().rows.into_iter().map(|row| (row.number, row.cells)).collect()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A spreadsheet of one sheet with these rows of XML; style 1 is a date with a time.
fn workbook(sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let kinds = format!(r#"<Types xmlns="{PACKAGE}/content-types"/>"#);
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let parts = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{KINDS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{KINDS}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let styles =
        format!(r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#);
    let strings = format!(r#"<sst xmlns="{MAIN}"><si><t>Nội dung CLAB2C3D4E</t></si></sst>"#);
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>"#);
    zipped(&[
        ("[Content_Types].xml", kinds.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn text_is_read_with_any_separator_and_with_or_without_its_mark() {
    let expected = [
        (1, vec!["Ngày".to_owned(), "Số tiền".to_owned(), "Nội dung".to_owned()]),
        (3, vec!["25/11/2026".to_owned(), "1,250,000.00".to_owned(), "a; b\nc".to_owned()]),
    ];
    for separator in [",", ";", "\t"] {
        let text = ["Ngày|Số tiền|Nội dung", "||", "25/11/2026|\"1,250,000.00\"|\"a; b\nc\"|", ""].join("\r\n");
        let text = text.replace('|', separator);
        assert_eq!(rows(text.as_bytes()), expected, "{separator:?}");
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected, "{separator:?} with a mark");
    }
    let lines = rows(b"a;b\r\nc;\"d\r\ne\"\r\n\r\nf;g\r\nh;i");
    assert_eq!(lines.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 5, 6], "lines as people count");
    let told = rows(b"sep=;\r\na;1,5\r\nb;2,5\r\n");
    assert_eq!(told, [(2, vec!["a".into(), "1,5".into()]), (3, vec!["b".into(), "2,5".into()])]);
}

#[test]
fn a_spreadsheet_is_read_as_it_would_be_typed() {
    let bytes = workbook(concat!(
        r#"<row r="2"><c r="A2" s="1"><v>46351.5868055556</v></c><c r="C2"><v>1250000</v></c><c r="D2" t="s"><v>0</v></c></row>"#,
        r#"<row r="4"><c r="A4" s="1"><v>46351</v></c><c r="B4"><v>0.5</v></c><c r="C4" t="inlineStr"><is><t> chữ </t></is></c>"#,
        r#"<c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#REF!</v></c></row>"#,
    ));
    let first = ["2026-11-25 14:05:00", "", "1250000", "Nội dung CLAB2C3D4E"].map(str::to_owned).to_vec();
    let second = ["2026-11-25 00:00:00", "0.5", "chữ", "true"].map(str::to_owned).to_vec();
    assert_eq!(rows(&bytes), [(2, first), (4, second)]);
}

#[test]
fn a_file_that_is_no_statement_says_why() {
    let many = |rows: usize| "25/11/2026,1\n".repeat(rows).into_bytes();
    let wide = format!("{}\n", "a,".repeat(COLUMNS_MAX) + "b").into_bytes();
    for (bytes, fault) in [
        (&b""[..], FileFault::Missing),
        (b" \n \n", FileFault::Empty),
        (b";;;\n", FileFault::Empty),
        (b"Ng\xe0y,1\n", FileFault::NotUtf8),
        (b"\xff\xfeN\0g\0", FileFault::NotUtf8),
        (b"a\0b,c\n", FileFault::Unreadable),
        (b"%PDF-1.7\n%\xe2", FileFault::NotUtf8),
        (b"%PDF-1.7\n", FileFault::Unreadable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", FileFault::OldSpreadsheet),
        (b"\n <html><table><tr><td>1</td></tr></table>", FileFault::OldSpreadsheet),
        (b"PK\x03\x04 and then nothing", FileFault::Unreadable),
        (&zipped(&[("a.txt", b"a")]), FileFault::Unreadable),
        (&workbook(""), FileFault::Empty),
        (&workbook("<row r=\"1\"><c r=\"A1\"><v>1</v>"), FileFault::Unreadable),
        (&many(ROWS_MAX + 1), FileFault::TooManyRows),
        (&wide, FileFault::TooWide),
        (&vec![b'a'; FILE_BYTES_MAX + 1], FileFault::TooLarge),
    ] {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
        assert_eq!(read(bytes), Err(fault), "{head:?}");
    }
    assert_eq!(read(&many(ROWS_MAX)).unwrap().rows.len(), ROWS_MAX);
}

#[test]
fn a_bomb_does_not_go_off() {
    let zeros = vec![b'0'; 70 * 1024 * 1024];
    let bomb = zipped(&[("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 200_000, "{} bytes that unfold to 70 MB", bomb.len());
    assert_eq!(read(&bomb), Err(FileFault::TooLarge));
    // One cell in the last row and column of all: a table of that size would have 17 thousand million cells.
    let corner =
        workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert_eq!(read(&corner), Err(FileFault::TooWide));
    let deep =
        workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>"#);
    assert_eq!(read(&deep).unwrap().rows.len(), 2);
    let backwards = workbook(r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A1"><v>1</v></c></row>"#);
    assert_eq!(read(&backwards), Err(FileFault::Unreadable));
    let long = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, "x".repeat(1_000_000));
    assert_eq!(read(&workbook(&long)).unwrap().rows[0].cells[0].len(), CELL_CHARS_MAX);
}
