version 1.2

struct S {
  Int a
}

workflow w {
  input {
    Array[Int] xs
    S s
    String? maybe
    Int? count
  }
  Int a = xs + 1
  String b = "a" + xs
  Boolean c = s == 1
  Boolean d = xs < xs
  Boolean e = "a" < 1
  Boolean f = !1
  Float g = -"x"
  Boolean h = true && 1
  String i = "a" + maybe
  Int j = count + 1
  Int k = 2 ** xs
  Boolean fine = 1 == true
}
