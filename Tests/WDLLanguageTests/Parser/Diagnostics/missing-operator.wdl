version 1.3

workflow w {
  Int a = b c
  Int d = 1 1
  String e = "a" "b"
}
