version 1.3

workflow w {
  String a = "abc
  String b = 'def
  String c = "x~{y"
  Int d = 1
}
