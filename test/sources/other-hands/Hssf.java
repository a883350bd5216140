// Writes the line files of make.py as old workbooks with Apache POI's HSSF, as Yonyou's export does.
// Usage: java -cp JARS_OF_POI Hssf.java LINES_FOLDER OUT_FOLDER

import java.io.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.*;
import org.apache.poi.ss.util.CellRangeAddress;

public class Hssf {
  public static void main(String[] args) throws Exception {
    File[] files = new File(args[0]).listFiles((folder, name) -> name.endsWith(".txt"));
    for (File file : files) {
      String name = file.getName().replace(".txt", "");
      write(file, new HSSFWorkbook(), args[1] + "/hssf/" + name + ".xls");
    }
  }

  static void write(File lines, Workbook book, String path) throws Exception {
    Map<String, CellStyle> styles = new HashMap<>();
    Sheet sheet = null;
    for (String line : Files.readAllLines(lines.toPath())) {
      String[] parts = line.split("\t", -1);
      switch (parts[0]) {
        case "sheet" -> {
          sheet = book.createSheet(parts[1]);
          if (parts[2].equals("hidden")) book.setSheetHidden(book.getSheetIndex(sheet), true);
        }
        case "merge" -> sheet.addMergedRegion(new CellRangeAddress(at(parts, 1), at(parts, 3), at(parts, 2), at(parts, 4)));
        case "column" -> sheet.setColumnHidden(at(parts, 1), true);
        case "row" -> sheet.getRow(at(parts, 1)).setZeroHeight(true);
        default -> {
          Row row = sheet.getRow(at(parts, 1));
          Cell cell = (row == null ? sheet.createRow(at(parts, 1)) : row).createCell(at(parts, 2));
          if (parts[0].equals("text")) cell.setCellValue(parts[3].replace("\\n", "\n"));
          else {
            if (parts[0].equals("number")) cell.setCellValue(Double.parseDouble(parts[3]));
            else cell.setCellValue(java.sql.Timestamp.valueOf(LocalDateTime.parse(parts[3])));
            if (!parts[4].equals("General")) {
              CellStyle style = styles.computeIfAbsent(parts[4], form -> {
                CellStyle made = book.createCellStyle();
                made.setDataFormat(book.createDataFormat().getFormat(form));
                return made;
              });
              cell.setCellStyle(style);
            }
          }
        }
      }
    }
    new File(path).getParentFile().mkdirs();
    try (OutputStream out = new FileOutputStream(path)) {
      book.write(out);
    }
  }

  static int at(String[] parts, int index) {
    return Integer.parseInt(parts[index]);
  }
}
