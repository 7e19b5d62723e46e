version 1.3

workflow w {
  String a = "~{}"
  String b = "~{spe=',' x}"
  String c = "~{x y} and ~{1 + 2} and ~{3 +}"
  String d = "~{join=',' x}"
}
