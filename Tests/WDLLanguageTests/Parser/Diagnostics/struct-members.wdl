version 1.3

struct S {
  Int a = 1
  Int
  String b
  Array[Int c
  File d
}
